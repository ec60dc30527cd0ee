import { Double } from 'bson';
import { expect } from 'chai';
import { expressionNames } from '../../src/embedded/expressions.ts';
import { expressions } from '../../src/embedded/vocabulary-query.ts';
import { check, decimal, id, long, now, refused } from './expression-cases.ts';

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
    check([{ $setField: { field: { $literal: '$p.q' }, input: '$o', value: 5 } }, { x: 1, y: { z: 2 }, '$p.q': 5 }]);
    check([{ $setField: { field: 'y', input: '$o', value: '$$REMOVE' } }, { x: 1 }]);
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
    );
    check(
      [{ $cmp: [1, 2] }, -1],
      [{ $and: [true, '$i'] }, true],
      [{ $and: [] }, true],
      [{ $or: [0, null] }, false],
      [{ $not: ['$nothing'] }, true],
      [{ $not: '$yes' }, false],
    );
  });

  it('reckons with MongoDB’s types, exactly for ints, longs and decimals', () => {
    check([{ $add: ['$i', 1] }, 8], [{ $add: ['$l', 1] }, long('9007199254740994')], [{ $add: [2147483647, 1] }, long('2147483648')]);
    check(
      [{ $add: ['$m', new Double(0.1)] }, decimal('1.60')],
      [{ $add: [long('9223372036854775807'), 1] }, new Double(9223372036854775808)],
      [{ $add: ['$i', null] }, null],
    );
    check(
      [{ $add: ['$t', 1000] }, new Date(now.getTime() + 1000)],
      [{ $subtract: ['$t', 678] }, new Date('2026-03-01T12:30:45Z')],
      [{ $subtract: ['$t', new Date(0)] }, long(String(now.getTime()))],
    );
    check(
      [{ $subtract: ['$i', '$d'] }, new Double(4.5)],
      [{ $multiply: ['$i', '$n'] }, -21],
      [{ $multiply: ['$m', 3] }, decimal('4.50')],
      [{ $divide: ['$i', 2] }, new Double(3.5)],
    );
    check(
      [{ $divide: [decimal('1'), 3] }, decimal('0.3333333333333333333333333333333333')],
      [{ $divide: [decimal('2'), 3] }, decimal('0.6666666666666666666666666666666667')],
    );
    check([{ $divide: [decimal('3'), 2] }, decimal('1.5')], [{ $divide: [decimal('-1'), 8] }, decimal('-0.125')]);
    check(
      [{ $sum: '$list' }, 6],
      [{ $sum: ['$i', '$d', 'x'] }, new Double(9.5)],
      [{ $sum: ['$l', '$m'] }, decimal('9007199254740994.50')],
      [{ $avg: '$list' }, new Double(2)],
    );
    check(
      [{ $sum: [new Double(0.1), new Double(0.2), new Double(0.3)] }, new Double(0.6)],
      [{ $min: '$list' }, 1],
      [{ $max: ['$i', '$d', '$nothing'] }, 7],
      [{ $avg: ['x'] }, null],
    );
  });

  it('chooses, and works on arrays and objects', () => {
    check(
      [{ $cond: ['$yes', 'a', 'b'] }, 'a'],
      [{ $cond: { if: '$z', then: 'a', else: '$i' } }, 7],
      [{ $ifNull: ['$nothing', '$z', 'x'] }, 'x'],
      [{ $ifNull: ['$i', 0] }, 7],
    );
    check(
      [{ $arrayElemAt: ['$list', -1] }, 2],
      [{ $arrayElemAt: ['$list', 9] }, undefined],
      [{ $size: '$list' }, 3],
      [{ $in: [new Double(2), '$list'] }, true],
    );
    check(
      [{ $concatArrays: ['$list', [9]] }, [3, 1, 2, 9]],
      [{ $concatArrays: ['$list', '$z'] }, null],
      [{ $mergeObjects: ['$o', { x: 5 }, null] }, { x: 5, y: { z: 2 } }],
    );
    check(
      [{ $map: { input: '$list', as: 'x', in: { $multiply: ['$$x', 2] } } }, [6, 2, 4]],
      [{ $filter: { input: '$list', cond: { $gt: ['$$this', 1] } } }, [3, 2]],
      [{ $map: { input: '$z', in: 1 } }, null],
    );
  });

  it('converts', () => {
    check(
      [{ $toString: '$i' }, '7'],
      [{ $toString: '$l' }, '9007199254740993'],
      [{ $toString: '$m' }, '1.50'],
      [{ $toString: '$t' }, now.toISOString()],
      [{ $toString: '$id' }, id.toHexString()],
    );
    check(
      [{ $toLong: '$i' }, long('7')],
      [{ $toLong: '$d' }, long('2')],
      [{ $toLong: '12' }, long('12')],
      [{ $toLong: '$t' }, long(String(now.getTime()))],
      [{ $toDouble: '$i' }, new Double(7)],
      [{ $toDouble: '1.5' }, new Double(1.5)],
    );
    check(
      [{ $toDecimal: '$d' }, decimal('2.5')],
      [{ $toDecimal: '0.10' }, decimal('0.10')],
      [{ $toDate: long('0') }, new Date(0)],
      [{ $toDate: '2026-03-01' }, new Date('2026-03-01')],
      [{ $toDate: '$id' }, id.getTimestamp()],
    );
    check(
      [{ $toObjectId: id.toHexString() }, id],
      [{ $toLong: '$z' }, null],
      [{ $type: '$nothing' }, 'missing'],
      [{ $type: '$l' }, 'long'],
    );
  });

  it('reads times and text', () => {
    check(
      [{ $year: '$t' }, 2026],
      [{ $month: '$t' }, 3],
      [{ $dayOfMonth: '$t' }, 1],
      [{ $hour: '$t' }, 12],
      [{ $hour: { date: '$t', timezone: '+08:00' } }, 20],
      [{ $year: '$z' }, null],
    );
    check(
      [{ $dateToString: { date: '$t', format: '%Y-%m-%d' } }, '2026-03-01'],
      [{ $dateToString: { date: '$t' } }, now.toISOString()],
      [{ $dateToString: { date: '$z', onNull: 'none' } }, 'none'],
    );
    check(
      [{ $dateToString: { date: '$t', format: '%H:%M', timezone: 'Asia/Shanghai' } }, '20:30'],
      [{ $dateTrunc: { date: '$t', unit: 'month' } }, new Date('2026-03-01')],
    );
    check(
      [{ $dateAdd: { startDate: '$t', unit: 'day', amount: 2 } }, new Date('2026-03-03T12:30:45.678Z')],
      [{ $dateDiff: { startDate: new Date('2026-02-01'), endDate: '$t', unit: 'day' } }, long('28')],
    );
    check(
      [{ $concat: ['$s', '!'] }, 'Green Fuel!'],
      [{ $concat: ['$s', '$z'] }, null],
      [{ $concat: ['$s', { $literal: '$i' }] }, 'Green Fuel$i'],
      [{ $toLower: '$s' }, 'green fuel'],
      [{ $toUpper: '$z' }, ''],
      [{ $substrCP: ['$s', 6, 4] }, 'Fuel'],
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
    expect(refused({ $toLong: 'x' })).to.equal("241 Failed to parse number 'x' in $convert with no onError value");
    expect(refused({ $toObjectId: 'x' })).to.match(/^241 Failed to parse objectId 'x'/);
    expect(refused({ $add: [1], $subtract: [1, 2] })).to.match(/^15983 /);
    expect(refused({ $concat: ['a', 5] })).to.match(/^2 \$concat requires strings/);
  });

  it('has in its vocabulary exactly what is there', () => {
    expect([...expressions].sort()).to.deep.equal([...expressionNames]);
  });
});
