import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { calculations } from '../../src/emissions/topics.ts';
import { calculate } from '../../src/emissions/calculate.ts';
import { commandRunner } from '../../src/facts/command.ts';
import { loadFactorSet } from '../../src/factors/load-factor-set.ts';
import { seedFactorSets } from '../../src/factors/seed.ts';
import { recalculateReports } from '../../src/jobs/recalculate-reports.ts';
import { readReference } from '../../src/reference.ts';
import { batch, startRecalculation } from '../../src/reports/recalculate-reports.ts';
import type { Report } from '../../src/reports/report.ts';
import type { ReportRooms } from '../../src/reports/rooms.ts';
import { theWorld } from '../../src/service.ts';
import { connectStore } from '../../src/store/connect.ts';
import { prepare, storesOn } from '../../src/stores.ts';
import { shipYear } from './emissions.ts';
import type { Finding } from './measure.ts';

const many = Number(process.env['MANY'] ?? 100_000);
const owner = 'bench';
const actor = { person: 'bench', organisation: owner, role: 'shipping-line' } as const;

/** All reports of an organisation by a new factor set, against reading and writing the same documents with the driver. */
export async function recalculationAgainstCopy(say: (text: string) => void): Promise<readonly Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-bench-'));
  const store = await connectStore({ dataDir: folder });
  try {
    return await measured(store.connection, say);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(db: Connection, say: (text: string) => void): Promise<readonly Finding[]> {
  const stores = storesOn(db);
  await prepare(stores);
  await seedFactorSets(stores.factorSets, readReference().factorSets, new Date());
  const { reports, factorSets, facts } = stores;
  const rooms: ReportRooms = { reports, factorSets, today: () => '2026-11-24', newId: () => randomUUID() };
  const run = commandRunner({ db, facts, world: theWorld, late: () => Promise.resolve({ reasonAfterHours: 24, clockSkewMinutes: 10 }) });
  say(`keeping ${many} reports`);
  for (let from = 0; from < many; from += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, place) => rowOf(from + place));
    await db.collection('reports').insertMany(rows as never);
  }
  const loaded = { ...(readReference().factorSets.find(({ kind }) => kind === 'fueleu')?.set as object), set: 'bench-ar5', gwpSet: 'AR5' };
  await run({ actor, key: 'bench-load', act: 'load', input: {} }, (work) =>
    loadFactorSet({ factorSets }, work, { kind: 'fueleu', set: loaded }),
  );

  say('reading and writing them with the driver');
  let start = performance.now();
  const copies = db.collection('copiedReports');
  for (let after = ''; ;) {
    const rows = await db
      .collection('reports')
      .find({ owner, _id: { $gt: after } as never })
      .sort({ _id: 1 })
      .limit(batch)
      .toArray();
    if (rows.length === 0) break;
    await copies.insertMany(rows);
    after = String(rows.at(-1)?._id);
  }
  const copied = performance.now() - start;

  say('computing them by the new set');
  const id = randomUUID();
  start = performance.now();
  await run({ actor, key: id, act: 'ask', input: id }, (work) =>
    startRecalculation(rooms, work, { id, kind: 'fueleu', factorSet: 'bench-ar5' }),
  );
  const job = recalculateReports(rooms, run, theWorld);
  while ((await reports.recalculation(id))?.state === 'running') await job.run();
  const computed = performance.now() - start;
  const counts = (await reports.recalculation(id))?.counts;
  if (counts?.differing !== many) throw new Error(`of ${many} reports ${counts?.differing} differ`);
  const perSecond = (ms: number): string => `${((many / ms) * 1000).toFixed(0)}/s`;
  return [
    {
      what: `${many} kept results by a new factor set`,
      ours: perSecond(computed),
      beside: `driver copy ${perSecond(copied)}`,
      value: computed / copied,
      unit: '',
      goal: 3,
    },
  ];
}

const { sets } = readReference();
const calculation = calculations.get('fueleu.balance');
const result = calculation ? JSON.stringify(calculate(calculation, shipYear, sets).result) : '';
const input = calculation ? JSON.stringify(calculation.input.parse(shipYear)) : '';

function rowOf(place: number): Omit<Report, 'id'> & { _id: string } {
  return {
    ...{ _id: randomUUID(), owner, title: `Ship ${place}, 2026`, imo: '9074729', topic: 'fueleu.balance', input },
    factorSets: { fueleu: sets.fueleu.set, red: sets.red.set },
    ...{ result, recordedAt: new Date(Date.UTC(2026, 0, 1) + place * 1_000), recordedBy: 'bench' },
  };
}
