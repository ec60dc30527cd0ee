import { z } from 'zod';

const kWh = z.number().nonnegative();
const day = '(0[1-9]|[12]\\d|3[01])';
const hourOfDay = `-${day}T([01]\\d|2[0-3])`;
const month = '\\d{4}-(0[1-9]|1[0-2])';

const pricedHour = z.strictObject({
  hour: z
    .string()
    .regex(new RegExp(`^${month}${hourOfDay}$`))
    .meta({ description: 'an hour of the period (2026-03-01T13), local time of the plant' }),
  usedKWh: kWh.meta({ description: 'electricity that the plant used in the hour, a part of that of the period, kWh' }),
  dayAheadEurPerMwh: z.number().meta({ description: 'day-ahead price of the bidding zone in the hour, EUR/MWh; may be negative' }),
  allowanceEurPerT: z.number().positive().optional().meta({ description: 'price of an emission allowance at the time, EUR/tCO2eq' }),
});

const period = z.strictObject({
  period: z
    .string()
    .regex(new RegExp(`^${month}(${hourOfDay})?$`))
    .meta({ description: 'a calendar month (2026-03) or an hour (2026-03-01T13), local time of the plant' }),
  usedKWh: kWh.meta({ description: 'electricity that the plant used, kWh' }),
  renewableKWh: kWh.meta({ description: 'generation under the agreement in the same period, kWh' }),
  pricedHours: z
    .array(pricedHour)
    .max(744)
    .optional()
    .meta({ description: 'hours of the period with their price; at a low price what is used needs no generation of the same period' }),
});

const zone = z
  .strictObject({
    year: z.int().min(2000).max(2100).meta({ description: 'calendar year of the figures' }),
    renewableSharePct: z.number().min(0).max(100).optional().meta({ description: 'renewable share of the electricity of the zone, %' }),
    intensityGPerMj: z
      .number()
      .nonnegative()
      .optional()
      .meta({ description: 'emission intensity of the electricity of the zone, gCO2eq/MJ' }),
  })
  .meta({ description: 'the bidding zone of the plant: one that is nearly all renewable, or of low emissions' });

export const rfnboElectricityInput = z.strictObject({
  plantStartedOn: z.iso.date().meta({ description: 'the fuel installation in operation since' }),
  renewableStartedOn: z.iso.date().meta({ description: 'the generating installation in operation since' }),
  supported: z.boolean().meta({ description: 'the generating installation had operating or investment aid' }),
  agreementWithProducer: z
    .boolean()
    .meta({ description: 'a power purchase agreement with who generates; one with a supplier alone does not do' }),
  sameZone: z.boolean().meta({
    description:
      'same bidding zone, or outside the Union what stands for it; or an interconnected zone with a day-ahead price at least as high, or offshore',
  }),
  originsCancelled: z.boolean().meta({ description: 'guarantees of origin for the same electricity are cancelled' }),
  zone: zone.optional(),
  periods: z.array(period).min(1).max(10_000),
});
export type ElectricityGiven = z.output<typeof rfnboElectricityInput>;
export type Period = ElectricityGiven['periods'][number];
