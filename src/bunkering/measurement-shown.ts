import { z } from 'zod';
import { instant, line } from '../http/schemas.ts';

const reading = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})?$/)
  .meta({ id: 'TotaliserReading', description: 'tonnes as printed, at most four decimals', example: '104233.4517' });
const temperatureC = z.number().min(-273).max(400);
const densityKgPerM3 = z.number().min(100).max(2_000);
const pressureMPa = z.number().positive().max(100);
const kg = z.int().min(0).max(1_000_000_000);

const meterTicket = z
  .strictObject({
    number: line(60),
    meter: line(80).meta({ description: 'serial of the meter as the ticket has it' }),
    openT: reading,
    closeT: reading,
    resettableOpenT: reading,
    resettableCloseT: reading,
    massInAirT: reading,
    temperatureC,
    densityKgPerM3,
    pumpStartAt: instant,
    pumpEndAt: instant,
    printedAt: instant,
    seals: z.strictObject({ report: line(80), intactBefore: z.boolean(), intactAfter: z.boolean() }),
  })
  .meta({ id: 'MeterTicket' });

const gauge = z
  .strictObject({
    tank: line(120),
    volumeM3: z.number().min(0).max(1_000_000),
    temperatureC,
    pressureMPa,
    densityKgPerM3: densityKgPerM3.meta({ description: 'at the temperature of the volume' }),
    at: instant,
  })
  .meta({ id: 'Gauge' });

const vapour = z
  .strictObject({
    volumeM3: z.number().positive().max(1_000_000),
    temperatureC: z.number().min(-270).max(400),
    pressureMPa,
    hhvMjPerSm3: z.number().positive().max(200),
  })
  .meta({ id: 'VapourReturn', description: 'the vapour that came back; its heating value per standard cubic metre' });

const weighbridgeTicket = z
  .strictObject({ number: line(60), weighbridge: line(120), fullKg: kg, emptyKg: kg, at: instant })
  .meta({ id: 'WeighbridgeTicket' });

/** How a delivery was measured, as it is sent and as it is shown. */
export const measurement = z
  .discriminatedUnion('method', [
    z.strictObject({ method: z.literal('meter'), tickets: z.array(meterTicket).min(1).max(20) }),
    z.strictObject({
      method: z.literal('gauging'),
      before: z.array(gauge).min(1).max(60),
      after: z.array(gauge).min(1).max(60),
      vapour: vapour.nullable(),
    }),
    z.strictObject({ method: z.literal('weighbridge'), tickets: z.array(weighbridgeTicket).min(1).max(200) }),
  ])
  .meta({ id: 'Measurement' });

export const exampleMeasurement: z.input<typeof measurement> = {
  method: 'meter',
  tickets: [
    {
      number: 'MT-0042',
      meter: 'MFM-7001',
      openT: '104233.4517',
      closeT: '104558.4517',
      resettableOpenT: '0',
      resettableCloseT: '325.0000',
      massInAirT: '325.0000',
      temperatureC: 45.2,
      densityKgPerM3: 912.4,
      pumpStartAt: '2026-12-01T08:20:00+08:00',
      pumpEndAt: '2026-12-01T10:05:00+08:00',
      printedAt: '2026-12-01T10:12:00+08:00',
      seals: { report: 'SVR-2026-118', intactBefore: true, intactAfter: true },
    },
  ],
};
