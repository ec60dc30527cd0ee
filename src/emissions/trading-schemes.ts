import { z } from 'zod';
import type { FactorSets } from './calculation.ts';

export const tradingScheme = z
  .strictObject({
    scheme: z.string(),
    coversShipping: z.enum(['FROM_5000_GT', 'NAMED_FIRMS', 'NONE']),
    clause: z.string(),
    status: z.string().meta({ description: 'how far it is verified; INTERPRETATION is a reading of the text, not the text' }),
    note: z.string().optional(),
    source: z.strictObject({ publisher: z.string(), title: z.string(), date: z.string() }),
    calculations: z.array(z.string()).meta({ description: 'topics that compute it; none where it is stated only' }),
  })
  .meta({ id: 'TradingScheme' });

/** What the schemes of emission trading say of ships: that of the Union is computed, those of China are stated with their sources. */
export function tradingSchemes({ ets, china }: Pick<FactorSets, 'ets' | 'china'>): z.input<typeof tradingScheme>[] {
  const source = (sources: FactorSets['ets']['sources'] | FactorSets['china']['sources'], key: string) => {
    const { publisher = '', title = '', date = '' } = sources[key] ?? {};
    return { publisher, title, date };
  };
  const [union] = ets.phaseIn;
  return [
    ...(union
      ? [
          {
            scheme: 'European Union',
            coversShipping: 'FROM_5000_GT' as const,
            clause: `${ets.clauses.scope} and ${ets.clauses.phaseIn}`,
            status: union.status,
            source: source(ets.sources, union.source),
            calculations: ['ets.co2e', 'ets.surrender'],
          },
        ]
      : []),
    ...china.emissionTrading.map(({ scheme, coversShipping, clause, status, note, source: key }) => ({
      scheme: `China, ${scheme}`,
      coversShipping,
      clause,
      status,
      ...(note === undefined ? {} : { note }),
      source: source(china.sources, key),
      calculations: [],
    })),
  ];
}
