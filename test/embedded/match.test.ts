import { Decimal128, Double, Long, MaxKey, ObjectId } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { compileFilter } from '../../src/embedded/match.ts';
import { compare, equal } from '../../src/embedded/order.ts';
import { typeRank } from '../../src/embedded/types.ts';
import { lacking } from '../../src/embedded/vocabulary.ts';
import { decimal, fields, keptOnly, name, typed, value } from './typed-values.ts';

const matches = (filter: object, doc: object): boolean => compileFilter(typed(filter)).matches(typed(doc));

/** Each line: a filter, documents it takes, documents it leaves. */
type Case = readonly [filter: object, takes: readonly object[], leaves: readonly object[]];
const check = (cases: readonly Case[]): void => {
  for (const [filter, takes, leaves] of cases) {
    for (const doc of takes) expect(matches(filter, doc), `${JSON.stringify(filter)} takes ${JSON.stringify(doc)}`).to.equal(true);
    for (const doc of leaves) expect(matches(filter, doc), `${JSON.stringify(filter)} leaves ${JSON.stringify(doc)}`).to.equal(false);
  }
};

describe('A filter', () => {
  it('takes equality by value over number types, over arrays and their elements, and over field order', () => {
    check([
      [{}, [{}, { a: 1 }], []],
      [{ a: 1 }, [{ a: 1 }, { a: new Double(1) }, { a: Long.fromNumber(1) }, { a: [3, 1] }], [{ a: 2 }, { a: '1' }, {}, { a: [[1]] }]],
      [{ a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2], 3] }], [{ a: [2, 1] }, { a: [1, 2, 3] }]],
      [{ a: { b: 1, c: 2 } }, [{ a: { b: 1, c: 2 } }, { a: [{ b: 1, c: 2 }] }], [{ a: { c: 2, b: 1 } }, { a: { b: 1 } }]],
      [{ 'a.b': 1 }, [{ a: { b: 1 } }, { a: [{ b: 2 }, { b: 1 }] }, { a: [{ b: [1] }] }], [{ a: 1 }, { a: [[{ b: 1 }]] }]],
      [{ a: Long.fromString('9007199254740993') }, [{ a: Long.fromString('9007199254740993') }], [{ a: new Double(9007199254740992) }]],
    ]);
  });

  it('takes null for a missing field, but not for scalars in an array on the way', () => {
    check([
      [{ a: null }, [{ a: null }, {}, { a: [null] }], [{ a: [] }, { a: 0 }]],
      [{ 'a.b': null }, [{}, { a: 5 }, { a: {} }, { a: [{ b: 1 }, {}] }], [{ a: { b: 1 } }, { a: [] }, { a: [1, 2] }]],
      [{ a: { $ne: null } }, [{ a: 0 }, { a: [] }], [{}, { a: null }]],
      [{ a: { $in: [null, 4] } }, [{}, { a: null }, { a: 4 }], [{ a: 5 }]],
    ]);
  });

  it('compares within one type only', () => {
    check([
      [{ a: { $gt: 1 } }, [{ a: 2 }, { a: [0, 3] }], [{ a: 1 }, { a: 'x' }, { a: new Date() }, {}]],
      [{ a: { $lt: 'b' } }, [{ a: 'a' }], [{ a: 1 }, { a: 'b' }, { a: new ObjectId() }]],
      [{ a: { $gte: new Date(5), $lte: new Date(9) } }, [{ a: new Date(5) }, { a: new Date(9) }], [{ a: new Date(10) }, { a: 7 }]],
      [{ a: { $lt: 5 } }, [{ a: -1 }], [{ a: NaN }]],
      [{ a: { $gt: false } }, [{ a: true }], [{ a: false }, { a: 1 }]],
      [{ a: { $gt: 1, $lt: 3 } }, [{ a: 2 }, { a: [0, 4] }], [{ a: 3 }]],
    ]);
  });

  it('knows sets, sizes and types', () => {
    check([
      [{ a: { $in: [1, 'x'] } }, [{ a: 1 }, { a: ['y', 'x'] }], [{ a: 2 }, {}]],
      [{ a: { $in: [[1, 2]] } }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: 1 }]],
      [{ a: { $in: [] } }, [], [{}, { a: [] }]],
      [{ a: { $size: 2 } }, [{ a: [1, 2] }], [{ a: [1] }, { a: 2 }, { a: [[1, 2]] }]],
      [{ a: { $type: 'string' } }, [{ a: 'x' }, { a: '' }, { a: [1, 'x'] }], [{ a: 1 }, { a: null }, {}, { a: [['x']] }]],
    ]);
  });

  it('joins conditions with $and and $or', () => {
    check([
      [{ $and: [{ a: 1 }, { b: 2 }] }, [{ a: 1, b: 2 }], [{ a: 1 }]],
      [{ $or: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }], [{}]],
    ]);
  });

  it('refuses what nobody knows with MongoDB’s code, and by name what MongoDB has beyond the store', () => {
    const refused = (filter: object): string => {
      try {
        compileFilter(typed(filter));
      } catch (error) {
        return `${(error as { code: number }).code} ${(error as Error).message}`;
      }
      return 'accepted';
    };
    expect(refused({ a: { $foo: 1 } })).to.equal('2 unknown operator: $foo');
    expect(refused({ $foo: 1 })).to.match(/^2 unknown top level operator: \$foo/);
    expect(refused({ a: { $gt: 1, b: 2 } })).to.equal('2 unknown operator: b');
    expect(refused({ $where: 'x' })).to.match(/^238 .*\$where/);
    expect(refused({ a: { $near: [1, 2] } })).to.match(/^238 .*\$near/);
    expect(refused({ $and: [] })).to.equal('2 $and must be a nonempty array');
    expect(refused({ $or: [1] })).to.match(/^2 .*full objects/);
    expect(refused({ a: { $in: 1 } })).to.equal('2 $in needs an array');
    expect(refused({ a: { $in: [{ $gt: 1 }] } })).to.equal('2 cannot nest $ under $in');
    expect(refused({ a: { $size: -1 } })).to.match(/^2 Failed to parse \$size/);
    expect(refused({ a: /^b/ })).to.match(/^238 .*\$regex/);
    expect(refused({ a: { $in: [/^b/] } })).to.match(/^238 .*\$regex/);
    for (const type of [2, 'number', ['string'], 'nonsense']) expect(refused({ a: { $type: type } })).to.match(/^238 .*\$type/);
    for (const end of [null, NaN, [1, 2], { b: 1 }, Decimal128.fromString('1'), new MaxKey()])
      expect(refused({ a: { $gte: end } })).to.match(/^238 .*ranges that end at/);
    for (const path of ['a.0', 'a.0.b', '0']) expect(refused({ [path]: 1 })).to.match(/^238 .*places in arrays \(/);
    expect(refused({ a: { $ref: 'ships', $id: 1 } })).to.match(/^238 .*DBRef/);
    for (const name of lacking.queryOperators) {
      expect(refused({ [name]: 1 })).to.match(new RegExp(`^238 .*\\${name}`));
      expect(refused({ a: { [name]: 1 } })).to.match(new RegExp(`^238 .*\\${name}`));
    }
  });
});

describe('A filter on any document', () => {
  const taken = (doc: object, filter: object): boolean => compileFilter(filter).matches(doc);

  it('agrees with the order of values for each comparison on a plain field', () => {
    const ordered = [10, 15, 35, 40, 45];
    const plain = value.filter((v) => ordered.includes(typeRank(v)) && !(v instanceof Double && Number.isNaN(v.value)));
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        const alike = typeRank(a) === typeRank(b);
        const order = compare(a, b);
        expect(taken({ a }, { a: { $eq: b } })).to.equal(order === 0);
        expect(taken({ a }, { a: { $gt: b } })).to.equal(alike && order > 0);
        expect(taken({ a }, { a: { $lte: b } })).to.equal(alike && order <= 0);
        expect(taken({ a }, { a: { $in: [b, null] } })).to.equal(order === 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds in an array what it finds in one of its elements, and the array itself', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), value, (list, wanted) => {
        const within = list.some((element) => equal(element, wanted)) || equal(list, wanted);
        expect(taken({ a: list }, { a: { $eq: wanted } })).to.equal(within);
        expect(taken({ a: list }, { a: { $in: ['no such thing', wanted] } })).to.equal(within);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reaches through documents and arrays what a plain walk reaches', () => {
    /** All that a path may mean, written down without regard to speed: undefined where it is missing. */
    const reached = (node: unknown, parts: readonly string[]): unknown[] => {
      const [part, ...rest] = parts;
      if (part === undefined) return Array.isArray(node) ? [...(node as unknown[]), node] : [node];
      if (!Array.isArray(node)) return typeRank(node) === 20 ? reached((node as Record<string, unknown>)[part], rest) : [undefined];
      return node.flatMap((element: unknown) => (typeRank(element) === 20 ? reached(element, parts) : []));
    };
    fc.assert(
      fc.property(fields, fc.array(name, { minLength: 1, maxLength: 3 }), value, (doc, parts, wanted) => {
        const values = reached(doc, parts);
        const finds = values.some((found) => equal(found ?? null, wanted));
        expect(taken(doc, { [parts.join('.')]: { $eq: wanted } })).to.equal(finds);
        for (const found of values) if (found !== undefined) expect(taken(doc, { [parts.join('.')]: { $eq: found } })).to.equal(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('and its negation part the documents in two', () => {
    const condition = fc.record({
      path: fc.oneof(
        name,
        fc.tuple(name, name).map((parts) => parts.join('.')),
      ),
      wanted: value,
    });
    fc.assert(
      fc.property(fields, condition, ({ ...doc }, { path, wanted }) => {
        const yes = taken(doc, { [path]: { $eq: wanted } });
        expect(taken(doc, { [path]: { $ne: wanted } })).to.equal(!yes);
        expect(taken(doc, { [path]: { $in: [wanted] } })).to.equal(yes);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that asks for what is kept but not compared, or meets it, is refused by name', () => {
    fc.assert(
      fc.property(keptOnly, (kept) => {
        for (const filter of [{ a: kept }, { a: { $in: [1, kept] } }, { a: { $ne: kept } }, { a: { $gt: kept } }])
          expect(() => compileFilter(filter))
            .to.throw()
            .with.property('code', 238);
        for (const filter of [{ a: 1 }, { a: null }, { a: { $in: [1] } }, { a: { $lt: 1 } }])
          expect(() => taken({ a: kept }, filter))
            .to.throw()
            .with.property('code', 238);
        expect(taken({ a: kept, b: 1 }, { b: 1 })).to.equal(true);
      }),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(decimal, (kept) => {
        expect(() => taken({ a: kept }, { a: 1 }))
          .to.throw()
          .with.property('code', 238);
        expect(taken({ a: kept }, { a: 'x' })).to.equal(false);
      }),
    );
  });
});
