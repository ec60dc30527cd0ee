import { Decimal128, Double, Long, MaxKey, ObjectId } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { compileFilter } from '../../src/embedded/match.ts';
import { compare, equal } from '../../src/embedded/order.ts';
import { typeRank } from '../../src/embedded/types.ts';
import { lacking } from '../../src/embedded/vocabulary.ts';
import { fields, name, typed, value } from './typed-values.ts';

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
      [
        { a: 1 },
        [{ a: 1 }, { a: new Double(1) }, { a: Long.fromNumber(1) }, { a: Decimal128.fromString('1.0') }, { a: [3, 1] }],
        [{ a: 2 }, { a: '1' }, {}, { a: [[1]] }],
      ],
      [{ a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2], 3] }], [{ a: [2, 1] }, { a: [1, 2, 3] }]],
      [{ a: { b: 1, c: 2 } }, [{ a: { b: 1, c: 2 } }, { a: [{ b: 1, c: 2 }] }], [{ a: { c: 2, b: 1 } }, { a: { b: 1 } }]],
      [{ 'a.b': 1 }, [{ a: { b: 1 } }, { a: [{ b: 2 }, { b: 1 }] }, { a: [{ b: [1] }] }], [{ a: 1 }, { a: [[{ b: 1 }]] }]],
      [{ 'a.1': 5 }, [{ a: [4, 5] }, { a: { 1: 5 } }, { a: [{ 1: 5 }] }], [{ a: [5, 4] }]],
      [{ 'a.0.b': 1 }, [{ a: [{ b: 1 }, {}] }], [{ a: [{}, { b: 1 }] }]],
      [{ a: Long.fromString('9007199254740993') }, [{ a: Long.fromString('9007199254740993') }], [{ a: new Double(9007199254740992) }]],
    ]);
  });

  it('takes null for a missing field, but not for scalars in an array on the way', () => {
    check([
      [{ a: null }, [{ a: null }, {}, { a: [null] }], [{ a: [] }, { a: 0 }]],
      [{ 'a.b': null }, [{}, { a: 5 }, { a: {} }, { a: [{ b: 1 }, {}] }], [{ a: { b: 1 } }, { a: [] }, { a: [1, 2] }]],
      [{ a: { $ne: null } }, [{ a: 0 }, { a: [] }], [{}, { a: null }]],
      [{ a: { $gte: null } }, [{}, { a: null }], [{ a: 1 }]],
      [{ a: { $gt: null } }, [], [{}, { a: null }, { a: 1 }]],
      [{ a: { $in: [null, 4] } }, [{}, { a: null }, { a: 4 }], [{ a: 5 }]],
      [{ a: { $exists: true } }, [{ a: null }, { a: [] }], [{}]],
      [{ 'a.b': { $exists: false } }, [{}, { a: [] }, { a: [1] }], [{ a: [{ b: 1 }, {}] }]],
    ]);
  });

  it('compares within one type only', () => {
    check([
      [{ a: { $gt: 1 } }, [{ a: 2 }, { a: [0, 3] }, { a: Decimal128.fromString('1.1') }], [{ a: 1 }, { a: 'x' }, { a: new Date() }, {}]],
      [{ a: { $lt: 'b' } }, [{ a: 'a' }], [{ a: 1 }, { a: 'b' }, { a: new ObjectId() }]],
      [{ a: { $gte: new Date(5), $lte: new Date(9) } }, [{ a: new Date(5) }, { a: new Date(9) }], [{ a: new Date(10) }, { a: 7 }]],
      [{ a: { $lt: 5 } }, [{ a: -1 }], [{ a: NaN }]],
      [{ a: { $gte: NaN } }, [{ a: NaN }], [{ a: 1 }]],
      [{ a: { $lt: new MaxKey() } }, [{ a: 1 }, { a: 'x' }, { a: null }], []],
      [{ a: { $gt: [1, 2] } }, [{ a: [1, 3] }], [{ a: [1, 2] }]],
      [{ a: { $gt: 1, $lt: 3 } }, [{ a: 2 }, { a: [0, 4] }], [{ a: 3 }]],
    ]);
  });

  it('knows sets, sizes and types', () => {
    check([
      [{ a: { $in: [1, 'x'] } }, [{ a: 1 }, { a: ['y', 'x'] }], [{ a: 2 }, {}]],
      [{ a: { $in: [[1, 2]] } }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: 1 }]],
      [{ a: { $nin: [1, 2] } }, [{ a: 3 }, {}], [{ a: 1 }, { a: [3, 2] }]],
      [{ a: { $size: 2 } }, [{ a: [1, 2] }], [{ a: [1] }, { a: 2 }, { a: [[1, 2]] }]],
      [{ a: { $type: 'number' } }, [{ a: 1 }, { a: new Double(1.5) }, { a: ['x', 1] }], [{ a: 'x' }, {}]],
      [{ a: { $type: ['string', 'array'] } }, [{ a: 'x' }, { a: [] }], [{ a: 1 }]],
      [{ a: { $type: 'null' } }, [{ a: null }], [{}]],
      [{ a: { $not: { $gt: 5 } } }, [{ a: 5 }, {}, { a: 'x' }], [{ a: 6 }]],
    ]);
  });

  it('joins conditions with $and, $or and $nor', () => {
    check([
      [{ $and: [{ a: 1 }, { b: 2 }] }, [{ a: 1, b: 2 }], [{ a: 1 }]],
      [{ $or: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }], [{}]],
      [{ $nor: [{ a: 1 }, { b: 2 }] }, [{}], [{ b: 2 }]],
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
    expect(refused({ a: { $not: 5 } })).to.match(/^2 \$not needs/);
    expect(refused({ a: /^b/ })).to.match(/^238 .*\$regex/);
    expect(refused({ a: { $in: [/^b/] } })).to.match(/^238 .*\$regex/);
    expect(refused({ a: { $type: 2 } })).to.match(/^238 .*\$type/);
    for (const name of lacking.queryOperators) {
      expect(refused({ [name]: 1 })).to.match(new RegExp(`^238 .*\\${name}`));
      expect(refused({ a: { [name]: 1 } })).to.match(new RegExp(`^238 .*\\${name}`));
    }
    expect(refused({ a: { $type: 'nonsense' } })).to.equal('2 Unknown type name alias: nonsense');
  });
});

describe('A filter on any document', () => {
  const taken = (doc: object, filter: object): boolean => compileFilter(filter).matches(doc);

  it('agrees with the order of values for each comparison on a plain field', () => {
    const plain = value.filter(
      (v) => !Array.isArray(v) && v !== null && typeRank(v) !== 50 && !Number.isNaN(Number(v instanceof Double ? v.value : v)),
    );
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        const alike = typeRank(a) === typeRank(b) || [1, 127].includes(typeRank(b));
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
        if (typeRank(wanted) !== 50) expect(taken({ a: list }, { a: { $eq: wanted } })).to.equal(within);
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
      const byIndex = node.flatMap((element: unknown, i) => {
        if (String(i) !== part) return [];
        return rest.length === 0 ? [element] : [20, 25].includes(typeRank(element)) ? reached(element, rest) : [];
      });
      return [...byIndex, ...node.flatMap((element: unknown) => (typeRank(element) === 20 ? reached(element, parts) : []))];
    };
    const path = fc.array(fc.oneof({ weight: 3, arbitrary: name }, { weight: 1, arbitrary: fc.constantFrom('0', '1') }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        fields,
        path,
        value.filter((v) => typeRank(v) !== 50),
        (doc, parts, wanted) => {
          const values = reached(doc, parts);
          const finds = values.some((found) =>
            wanted === null ? found === null || found === undefined : found !== undefined && equal(found, wanted),
          );
          expect(taken(doc, { [parts.join('.')]: { $eq: wanted } })).to.equal(finds);
          for (const found of values)
            if (found !== undefined && typeRank(found) !== 50) expect(taken(doc, { [parts.join('.')]: { $eq: found } })).to.equal(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('and its negations part the documents in two', () => {
    const condition = fc.record({
      path: fc.oneof(
        name,
        fc.tuple(name, name).map((parts) => parts.join('.')),
      ),
      wanted: value.filter((v) => typeRank(v) !== 50),
    });
    fc.assert(
      fc.property(fields, condition, ({ ...doc }, { path, wanted }) => {
        const yes = taken(doc, { [path]: { $eq: wanted } });
        expect(taken(doc, { [path]: { $ne: wanted } })).to.equal(!yes);
        expect(taken(doc, { $nor: [{ [path]: { $eq: wanted } }] })).to.equal(!yes);
        expect(taken(doc, { [path]: { $not: { $in: [wanted] } } })).to.equal(!yes);
        expect(taken(doc, { [path]: { $exists: true } })).to.equal(!taken(doc, { [path]: { $exists: false } }));
      }),
      { numRuns: 2_000 },
    );
  });
});
