import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import express from 'express';
import type { House } from '../../test/journeys/house.ts';
import { median, type Finding } from './measure.ts';

const seconds = 3;
const rounds = 3;

/** A ship's year of twelve fuels, on-shore power and wind assistance. */
export const shipYear = {
  year: 2026,
  windFactor: 0.99,
  shorePowerMj: 3_600_000,
  lines: [
    ...['HFO', 'LFO', 'MDO_MGO', 'LNG_OTTO_MS', 'LNG_DIESEL_SS', 'METHANOL_NG', 'NH3_NG_ICE', 'LNG_BOILER'].map((fuel, n) => ({
      fuel,
      massT: 100 + n,
    })),
    ...['BIODIESEL', 'BIO_LNG_OTTO_MS', 'BIO_METHANOL', 'HVO'].map((fuel, n) => ({ fuel, massT: 50 + n, eGPerMj: 14.9 })),
  ],
};

async function perSecond(url: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const given = { url, method: 'POST' as const, headers, body: JSON.stringify(shipYear), connections: 8, duration: seconds, workers: 1 };
  const result = await autocannon(given);
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} answered ${result.non2xx} requests with something else than success`);
  return result.requests.average;
}

/** One ship's year through its endpoint, against a route that parses the same request and parses and prints the same reply. */
export async function shipYearAgainstJson(house: House): Promise<readonly Finding[]> {
  const address = `${house.service.url}/v1/emissions/fueleu.balance`;
  const headers = { 'content-type': 'application/json' };
  const reply = await (await fetch(address, { method: 'POST', headers, body: JSON.stringify(shipYear) })).text();
  const app = express();
  app.disable('x-powered-by');
  app.post('/same', express.json({ limit: '256kb' }), (_request, response) => void response.json(JSON.parse(reply)));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const [ours, theirs]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round < rounds; round += 1) {
      theirs.push(await perSecond(`http://127.0.0.1:${(server.address() as AddressInfo).port}/same`));
      ours.push(await perSecond(address));
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  const [mine, json] = [median(ours), median(theirs)];
  const beside = `JSON alone ${json.toFixed(0)}/s`;
  return [{ what: "a ship's year through its endpoint", ours: `${mine.toFixed(0)}/s`, beside, value: json / mine, unit: '', goal: 1.5 }];
}
