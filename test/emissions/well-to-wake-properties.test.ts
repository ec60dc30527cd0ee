import { expect } from 'chai';
import fc from 'fast-check';
import { wellToWake, type ClassResult, type FuelComponent } from '../../src/emissions/well-to-wake.ts';
import { factors } from './factor-sets.ts';

const massKg = fc.integer({ min: 1, max: 1_000_000_000 });
const eGPerMj = fc.double({ min: -120, max: 100, noNaN: true });
const fuelsOn = (pathway: string): string[] => [...new Set(factors.rows.filter((row) => row.pathway === pathway).map((row) => row.fuel))];

const fossil: fc.Arbitrary<FuelComponent> = fc.record({
  fuel: fc.constantFrom(...fuelsOn('fossil')),
  pathway: fc.constant('fossil'),
  massKg,
});
const renewable = (pathway: 'bio' | 'rfnbo'): fc.Arbitrary<FuelComponent> =>
  fc.record({ fuel: fc.constantFrom(...fuelsOn(pathway)), pathway: fc.constant(pathway), massKg, eGPerMj });
const component = fc.oneof(fossil, renewable('bio'), renewable('rfnbo'));
const components = fc.array(component, { minLength: 1, maxLength: 6 });

const results = (of: readonly FuelComponent[]): readonly ClassResult[] => wellToWake({ components: of, factors }).results;

/** Runs a property over random stems, one engine class at a time. */
function forStems(check: (stem: readonly FuelComponent[], each: readonly ClassResult[]) => void): void {
  fc.assert(fc.property(components, (stem) => check(stem, results(stem))));
}

describe('well-to-wake, whatever the stem', () => {
  it('is the energy-weighted mean of its fuels', () => {
    forStems((_, each) => {
      for (const result of each) {
        const grams = result.components.reduce((all, line) => all + line.energyMj * line.wtwGPerMj, 0);
        const size = result.components.reduce((all, line) => all + line.energyMj * Math.abs(line.wtwGPerMj), 1);
        expect(result.wtwGPerMj * result.energyMj).to.be.closeTo(grams, size * 1e-9);
        const intensities = result.components.map((line) => line.wtwGPerMj);
        expect(result.wtwGPerMj).to.be.within(Math.min(...intensities) - 1e-9, Math.max(...intensities) + 1e-9);
      }
    });
  });

  it('is the sum of its two parts, well to tank and tank to wake', () => {
    forStems((_, each) => {
      for (const result of each) expect(result.wtwGPerMj).to.equal(result.wttGPerMj + result.ttwGPerMj);
    });
  });

  it('does not depend on the order of the fuels, to the last bit', () => {
    forStems((stem, each) => {
      const turned = results([...stem].reverse());
      const figures = ({ engineClass, energyMj, wttGPerMj, ttwGPerMj }: ClassResult): unknown => ({
        engineClass,
        energyMj,
        wttGPerMj,
        ttwGPerMj,
      });
      expect(turned.map(figures)).to.deep.equal(each.map(figures));
    });
  });

  it('does not depend on how much there is of it, only the energy does', () => {
    forStems((stem, each) => {
      const doubled = results(stem.map((one) => ({ ...one, massKg: one.massKg * 8 })));
      doubled.forEach((result, place) => {
        expect(result.wtwGPerMj).to.be.closeTo(each[place]?.wtwGPerMj ?? Number.NaN, 1e-9);
        expect(result.energyMj / 8).to.be.closeTo(each[place]?.energyMj ?? Number.NaN, 1e-6 * result.energyMj);
      });
    });
  });

  it('does not change when one fuel is told in two parts', () => {
    fc.assert(
      fc.property(components, massKg, (stem, extra) => {
        const [first, ...rest] = stem;
        if (!first) return;
        const whole = results([{ ...first, massKg: first.massKg + extra }, ...rest]);
        results([first, { ...first, massKg: extra }, ...rest]).forEach((result, place) => {
          expect(result.wtwGPerMj).to.be.closeTo(whole[place]?.wtwGPerMj ?? Number.NaN, 1e-9);
        });
      }),
    );
  });

  it('rises with the E of a proof, gram for gram of the fuel it belongs to', () => {
    fc.assert(
      fc.property(renewable('bio'), fc.double({ min: 0.1, max: 50, noNaN: true }), (fuel, more) => {
        const dearer = results([{ ...fuel, eGPerMj: (fuel.eGPerMj ?? 0) + more } as FuelComponent]);
        results([fuel]).forEach((result, place) => {
          expect((dearer[place]?.wtwGPerMj ?? 0) - result.wtwGPerMj).to.be.closeTo(more, 1e-9);
        });
      }),
    );
  });

  it('rises with the methane slip of the engine', () => {
    fc.assert(
      fc.property(massKg, fc.constantFrom('fossil', 'bio', 'rfnbo'), eGPerMj, (mass, pathway, e) => {
        const lng = { fuel: 'LNG', pathway, massKg: mass, ...(pathway === 'fossil' ? {} : { eGPerMj: e }) } as FuelComponent;
        const byClass = new Map(results([lng]).map((result) => [result.engineClass, result.wtwGPerMj]));
        const ordered = (['OTHER', 'DIESEL_SS', 'OTTO_SS', 'LBSI', 'OTTO_MS'] as const).map((one) => byClass.get(one) ?? Number.NaN);
        expect(ordered).to.deep.equal([...ordered].sort((a, b) => a - b));
        expect(new Set(ordered).size).to.equal(5);
      }),
    );
  });
});
