import { expect } from 'chai';
import fc from 'fast-check';
import { attributeOn, limitKg, mayReceive, type Content, type CustomsAttribute, type Tank } from '../../src/tanks/tank.ts';

const line = (attribute: CustomsAttribute, from: string) => ({
  attribute,
  from,
  reason: 'approved',
  setBy: { organisation: 'o', person: 'p' },
  recordedAt: '2026-01-01T00:00:00.000Z',
});

const tankOf = (change: Partial<Tank> = {}): Tank => ({
  id: 'laotangshan:T1',
  site: 'laotangshan',
  name: 'T1',
  owner: 'supplier',
  port: 'CNZOS',
  district: '29',
  craft: null,
  capacityM3: 1000,
  fillingLimit: 0.98,
  mayHold: ['VLSFO', 'BIOFUEL_B24'],
  attributes: [line('bonded', '2026-01-01')],
  addedAt: '2026-01-01T00:00:00.000Z',
  ...change,
});

const oil = (massKg: number, change: Partial<Content> = {}): Content => ({
  grade: 'VLSFO',
  hsCode: '2710192410',
  procedure: 'bonded',
  densityKgPerM3: 950,
  massKg,
  ...change,
});
const codes = (tank: Tank, present: readonly Content[], incoming: readonly Content[], day = '2026-03-02') =>
  mayReceive(tank, present, incoming, day).map(({ code }) => code);

describe('A tank', () => {
  it('may hold its capacity × its filling limit × the lowest density in it, rounded down', () => {
    expect(limitKg(tankOf(), [950])).to.equal(931_000);
    expect(limitKg(tankOf(), [950, 900])).to.equal(882_000);
    expect(limitKg({ capacityM3: 100.001, fillingLimit: 0.9 }, [850.5])).to.equal(76_545);
    expect(limitKg(tankOf(), [])).to.equal(null);
  });

  it('has a limit that no binary fraction can move by a kilogram', () => {
    // 0.57 × 100 is 56.99999999999999 in binary; the product here is exactly 57.
    expect(limitKg({ capacityM3: 100, fillingLimit: 0.57 }, [1])).to.equal(57);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 500_000, max: 20_000_000 }),
        (litres, parts, density) => {
          const exact = (BigInt(litres) * BigInt(parts) * BigInt(density)) / (1000n * 10_000n * 10_000n);
          expect(limitKg({ capacityM3: litres / 1000, fillingLimit: parts / 10_000 }, [density / 10_000])).to.equal(Number(exact));
        },
      ),
    );
  });

  it('takes more of what it holds', () => {
    expect(codes(tankOf(), [oil(100_000)], [oil(831_000)])).to.deep.equal([]);
  });

  it('refuses one kilogram above its limit, and says how many are too much', () => {
    const [reason] = mayReceive(tankOf(), [oil(100_000)], [oil(831_001)], '2026-03-02');
    expect(reason).to.deep.include({ code: 'TANK_OVER_LIMIT' });
    expect(reason?.values).to.deep.equal({ tank: 'laotangshan:T1', limitKg: 931_000, wouldBeKg: 931_001, overKg: 1 });
  });

  it('refuses another grade or HS code on top of what lies in it, because that is a blend', () => {
    expect(codes(tankOf(), [oil(1)], [oil(1, { grade: 'BIOFUEL_B24', hsCode: '2710200000' })])).to.deep.equal(['TANK_NOT_EMPTY']);
    expect(codes(tankOf(), [oil(1)], [oil(1, { hsCode: '2710192210' })])).to.deep.equal(['TANK_NOT_EMPTY']);
    expect(codes(tankOf(), [oil(0)], [oil(1, { hsCode: '2710192210' })])).to.deep.equal([]);
    expect(codes(tankOf(), [], [oil(1), oil(1, { hsCode: '2710192210' })])).to.deep.equal(['TANK_NOT_EMPTY']);
  });

  it('takes bonded stock only while its attribute admits it', () => {
    const history = tankOf({ attributes: [line('bonded', '2026-01-01'), line('domestic', '2026-02-01'), line('dual', '2026-03-01')] });
    expect(['2025-12-31', '2026-01-31', '2026-02-01', '2026-03-01'].map((day) => attributeOn(history, day))).to.deep.equal([
      null,
      'bonded',
      'domestic',
      'dual',
    ]);
    expect(codes(history, [], [oil(1)], '2025-12-31')).to.deep.equal(['TANK_ATTRIBUTE_UNFIT']);
    expect(codes(history, [], [oil(1)], '2026-02-10')).to.deep.equal(['TANK_ATTRIBUTE_UNFIT']);
    expect(codes(history, [], [oil(1)], '2026-03-02')).to.deep.equal([]);
    expect(codes(tankOf({ attributes: [line('export-supervised', '2026-01-01')] }), [], [oil(1)])).to.deep.equal(['TANK_ATTRIBUTE_UNFIT']);
  });

  it('gives every reason at once', () => {
    const tank = tankOf({ mayHold: ['BIOFUEL_B24'], attributes: [] });
    const present = [oil(10, { grade: 'BIOFUEL_B24', hsCode: '2710200000' })];
    expect(codes(tank, present, [oil(2_000_000)])).to.deep.equal([
      'TANK_GRADE_UNFIT',
      'TANK_NOT_EMPTY',
      'TANK_ATTRIBUTE_UNFIT',
      'TANK_OVER_LIMIT',
    ]);
  });
});
