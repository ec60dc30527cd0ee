import { expect } from 'chai';
import fc from 'fast-check';
import { gapsOf, type TotaliserSpan } from '../../src/bunkering/totaliser-chain.ts';

const span = (ticket: string, hour: number, openT: string, closeT: string): TotaliserSpan => ({
  ...{ meter: 'M1', ticket, openT, closeT, delivery: `delivery of ${ticket}` },
  from: `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`,
  to: `2026-03-02T${String(hour).padStart(2, '0')}:50:00.000Z`,
});

describe('The chain of a totaliser', () => {
  const [first, second, third] = [span('T1', 1, '100', '110'), span('T2', 2, '110', '125.5'), span('T3', 3, '125.5', '130')] as const;

  it('has no gap where each reading goes on from the one before', () => {
    expect(gapsOf([first], [second, third], 0)).to.deep.equal([]);
  });

  it('shows a gap with its two readings and its size', () => {
    expect(gapsOf([first], [third], 0)).to.deep.equal([
      { meter: 'M1', closeT: '110', closedBy: 'T1', openT: '125.5', openedBy: 'T3', gapTenthsKg: 155_000 },
    ]);
  });

  it('lets a late entry fill the gap, and tells what of it remains', () => {
    expect(gapsOf([first, third], [second], 0)).to.deep.equal([]);
    const short = span('T2', 2, '110', '125.4');
    expect(gapsOf([first, third], [short], 0).map(({ openedBy, gapTenthsKg }) => [openedBy, gapTenthsKg])).to.deep.equal([['T3', 1_000]]);
  });

  it('bears a gap of the tolerance and not a tenth of a kilogram more', () => {
    const after = (openT: string) => gapsOf([first], [span('T2', 2, openT, '200')], 2).length;
    expect([after('110.0020'), after('110.0021'), after('109.9980'), after('109.9979')]).to.deep.equal([0, 1, 0, 1]);
  });

  it('never finds a gap in a continuous chain, in whatever order its tickets arrive', () => {
    const chain = fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(chain, fc.infiniteStream(fc.nat()), (steps, chance) => {
        let tenths = 1_000_000;
        const shown = (): string => `${Math.floor(tenths / 10_000)}.${String(tenths % 10_000).padStart(4, '0')}`;
        const spans = steps.map((step, hour) => {
          const openT = shown();
          tenths += step;
          return span(`T${hour}`, hour, openT, shown());
        });
        const known: TotaliserSpan[] = [];
        for (const one of [...spans].sort(() => ((chance.next().value ?? 0) % 2 === 0 ? 1 : -1))) {
          const between = gapsOf(known, [one], 0).filter(
            ({ closedBy, openedBy }) => Number(openedBy.slice(1)) === Number(closedBy.slice(1)) + 1,
          );
          expect(between).to.deep.equal([]);
          known.push(one);
        }
        expect(gapsOf([], spans, 0)).to.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });
});
