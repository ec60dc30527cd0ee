import { Double } from 'bson';
import { expect } from 'chai';
import { expressionNames } from '../../src/embedded/expressions.ts';
import { expressions } from '../../src/embedded/vocabulary-query.ts';
import { check, decimal, long, now, refused } from './expression-cases.ts';

describe('An expression', () => {
  it('reads fields, through arrays too, variables and constants', () => {
    check(['$o.y.z', 2], ['$rows.v', [1, 2]], ['$nothing', undefined], ['$$ROOT.i', 7], ['$$CURRENT.i', 7], ['$$limit', 5], ['$$NOW', now]);
    check(
      [
        { a: '$i', b: '$nothing', c: ['$nothing', 'x'] },
        { a: 7, c: [null, 'x'] },
      ],
      ['$$REMOVE', undefined],
      [{ $literal: '$i' }, '$i'],
    );
    check([{ $let: { vars: { a: '$i', b: 2 }, in: { $add: ['$$a', '$$b'] } } }, 9]);
    check([{ $getField: 'a.b' }, 9], [{ $getField: { field: 'x', input: '$o' } }, 1]);
    check(
      [{ $setField: { field: { $literal: '$p.q' }, input: '$o', value: 5 } }, { x: 1, y: { z: 2 }, '$p.q': 5 }],
      [{ $unsetField: { field: 'y', input: '$o' } }, { x: 1 }],
    );
  });

  it('compares all types in one order, a missing field before null', () => {
    check(
      [{ $eq: ['$i', new Double(7)] }, true],
      [{ $eq: ['$nothing', null] }, false],
      [{ $lt: ['$nothing', null] }, true],
      [{ $gt: ['x', 5] }, true],
    );
    check(
      [{ $ne: ['$m', new Double(1.5)] }, false],
      [{ $gte: ['$l', long('9007199254740993')] }, true],
      [{ $lte: ['$l', new Double(9007199254740992)] }, false],
      [{ $cmp: [1, 2] }, -1],
    );
    check(
      [{ $and: [true, '$i'] }, true],
      [{ $and: [] }, true],
      [{ $or: [0, null] }, false],
      [{ $not: ['$nothing'] }, true],
      [{ $not: '$yes' }, false],
    );
  });

  it('reckons with MongoDB’s types, exactly for ints, longs and decimals', () => {
    check(
      [{ $add: ['$i', 1] }, 8],
      [{ $add: ['$l', 1] }, long('9007199254740994')],
      [{ $add: [2147483647, 1] }, long('2147483648')],
      [{ $add: ['$m', new Double(0.1)] }, decimal('1.60')],
    );
    check(
      [{ $add: [long('9223372036854775807'), 1] }, new Double(9223372036854775808)],
      [{ $add: ['$t', 1000] }, new Date(now.getTime() + 1000)],
      [{ $add: ['$i', null] }, null],
    );
    check(
      [{ $subtract: ['$i', '$d'] }, new Double(4.5)],
      [{ $subtract: ['$t', new Date(0)] }, long(String(now.getTime()))],
      [{ $subtract: ['$t', 678] }, new Date('2026-03-01T12:30:45Z')],
    );
    check(
      [{ $multiply: ['$i', '$n'] }, -21],
      [{ $multiply: ['$m', 3] }, decimal('4.50')],
      [{ $divide: ['$i', 2] }, new Double(3.5)],
      [{ $divide: [decimal('1'), 3] }, decimal('0.3333333333333333333333333333333333')],
    );
    check(
      [{ $divide: [decimal('3'), 2] }, decimal('1.5')],
      [{ $mod: ['$n', 2] }, -1],
      [{ $mod: [new Double(5.5), 2] }, new Double(1.5)],
      [{ $abs: '$n' }, 3],
    );
    check(
      [{ $ceil: '$d' }, new Double(3)],
      [{ $floor: new Double(-2.5) }, new Double(-3)],
      [{ $trunc: [new Double(-2.57), 1] }, new Double(-2.5)],
      [{ $floor: '$i' }, 7],
    );
    check(
      [{ $round: '$d' }, new Double(2)],
      [{ $round: [new Double(2.675), 2] }, new Double(2.68)],
      [{ $round: [decimal('1.250'), 1] }, decimal('1.2')],
      [{ $round: [125, -1] }, 120],
    );
    check(
      [{ $sum: '$list' }, 6],
      [{ $sum: ['$i', '$d', 'x'] }, new Double(9.5)],
      [{ $sum: ['$l', '$m'] }, decimal('9007199254740994.50')],
      [{ $avg: '$list' }, new Double(2)],
    );
    check([{ $min: '$list' }, 1], [{ $max: ['$i', '$d', '$nothing'] }, 7], [{ $avg: ['x'] }, null]);
  });

  it('chooses', () => {
    check(
      [{ $cond: ['$yes', 'a', 'b'] }, 'a'],
      [{ $cond: { if: '$z', then: 'a', else: '$i' } }, 7],
      [{ $ifNull: ['$nothing', '$z', 'x'] }, 'x'],
      [{ $ifNull: ['$i', 0] }, 7],
    );
    check(
      [
        {
          $switch: {
            branches: [
              { case: { $gt: ['$i', 9] }, then: 1 },
              { case: true, then: 2 },
            ],
          },
        },
        2,
      ],
      [{ $switch: { branches: [{ case: false, then: 1 }], default: 3 } }, 3],
    );
  });

  it('works on arrays, objects and sets', () => {
    check(
      [{ $arrayElemAt: ['$list', -1] }, 2],
      [{ $arrayElemAt: ['$list', 9] }, undefined],
      [{ $first: '$list' }, 3],
      [{ $last: '$list' }, 2],
      [{ $size: '$list' }, 3],
    );
    check(
      [{ $slice: ['$list', 2] }, [3, 1]],
      [{ $slice: ['$list', -2, 1] }, [1]],
      [{ $concatArrays: ['$list', [9]] }, [3, 1, 2, 9]],
      [{ $concatArrays: ['$list', '$z'] }, null],
    );
    check(
      [{ $in: [new Double(2), '$list'] }, true],
      [{ $indexOfArray: ['$list', 2] }, 2],
      [{ $isArray: '$list' }, true],
      [{ $range: [0, 5, 2] }, [0, 2, 4]],
      [{ $reverseArray: '$list' }, [2, 1, 3]],
    );
    check(
      [{ $map: { input: '$list', as: 'x', in: { $multiply: ['$$x', 2] } } }, [6, 2, 4]],
      [{ $filter: { input: '$list', cond: { $gt: ['$$this', 1] } } }, [3, 2]],
    );
    check(
      [{ $filter: { input: '$list', as: 'x', cond: true, limit: 1 } }, [3]],
      [{ $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
      [{ $map: { input: '$z', in: 1 } }, null],
    );
    check(
      [
        { $objectToArray: '$o' },
        [
          { k: 'x', v: 1 },
          { k: 'y', v: { z: 2 } },
        ],
      ],
      [
        {
          $arrayToObject: [
            [
              ['a', 1],
              ['b', 2],
            ],
          ],
        },
        { a: 1, b: 2 },
      ],
      [{ $mergeObjects: ['$o', { x: 5 }, null] }, { x: 5, y: { z: 2 } }],
    );
    check(
      [{ $setUnion: ['$list', [2, 9]] }, [3, 1, 2, 9]],
      [{ $setIntersection: ['$list', [2, 1]] }, [1, 2]],
      [{ $setDifference: ['$list', [1]] }, [3, 2]],
      [{ $setIsSubset: [[1], '$list'] }, true],
    );
  });

  it('is refused with MongoDB’s code where it makes no sense', () => {
    expect(refused({ $foo: 1 })).to.equal("168 Unrecognized expression '$foo'");
    expect(refused({ $sqrt: 4 })).to.match(/^238 .*\$sqrt/);
    expect(refused({ $eq: [1] })).to.equal('16020 Expression $eq takes exactly 2 arguments. 1 were passed in.');
    expect(refused('$$nobody')).to.equal('17276 Use of undefined variable: nobody');
    expect(refused({ $add: ['$s', 1] })).to.equal('14 $add only supports numeric or date types, not string');
    expect(refused({ $subtract: ['$s', 1] })).to.equal("14 can't $subtract int from string");
    expect(refused({ $divide: [1, 0] })).to.equal("2 can't $divide by zero");
    expect(refused({ $size: '$nothing' })).to.equal('17124 The argument to $size must be an array, but was of type: missing');
    expect(refused({ $toInt: 'x' })).to.equal("241 Failed to parse number 'x' in $convert with no onError value");
    expect(refused({ $toObjectId: 'x' })).to.match(/^241 Failed to parse objectId 'x'/);
    expect(refused({ $add: [1], $subtract: [1, 2] })).to.match(/^15983 /);
    expect(refused({ $switch: { branches: [{ case: false, then: 1 }] } })).to.match(/^40066 /);
    expect(refused({ $concat: ['a', 5] })).to.match(/^2 \$concat requires strings/);
  });

  it('has in its vocabulary exactly what is there', () => {
    expect([...expressions].sort()).to.deep.equal([...expressionNames]);
  });
});
