import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import express from 'express';
import type { Ground } from '../../test/journeys/ground.ts';
import type { House } from '../../test/journeys/house.ts';
import { nominated } from '../../test/journeys/stem.ts';
import { median, type Finding } from './measure.ts';

const seconds = 3;
const rounds = 3;

/** Requests a second that an address answers, asked by a thread of its own. */
async function perSecond(url: string, authorization?: string): Promise<number> {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const result = await autocannon({ url, headers, connections: 8, duration: seconds, workers: 1 });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} answered ${result.non2xx} requests with something else than success`);
  return result.requests.average;
}

/** A bare Express application that puts the same questions to the same database, and nothing around them. */
function bare({ service }: House, line: string): express.Express {
  const nominations = service.db.collection<Record<string, unknown> & { _id: string }>('nominations');
  const app = express();
  app.disable('x-powered-by');
  app.get('/one/:id', async (request, response) => void response.json(await nominations.findOne({ _id: request.params.id })));
  app.get('/page', async (_request, response) => {
    const found = nominations.find({ line }).sort({ nominatedAt: 1, _id: 1 }).limit(51);
    response.json({ items: await found.toArray(), next: null });
  });
  return app;
}

/** A read of one record and a page of a list, against bare routes with the same query. */
export async function readingAgainstExpress(house: House, ground: Ground): Promise<readonly Finding[]> {
  const ids: string[] = [];
  for (let count = 0; count < 60; count += 1) ids.push((await nominated(ground, 1)).id);
  const { signInName, password, organisation } = house.personOf('shipping-line');
  const { accessToken } = await house.nobody.done<{ accessToken: string }>('/v1/sessions', { signInName, password });
  const server = createServer(bare(house, organisation)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const beside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const findings: Finding[] = [];
  try {
    for (const [what, our, their] of [
      ['a GET of one nomination', `/v1/nominations/${ids[0]}`, `/one/${ids[0]}`],
      ['a GET of a page of fifty', '/v1/nominations', '/page'],
    ] as const) {
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        theirs.push(await perSecond(`${beside}${their}`));
        ours.push(await perSecond(`${house.service.url}${our}`, `Bearer ${accessToken}`));
      }
      const [mine, bareOnes] = [median(ours), median(theirs)];
      findings.push({
        what,
        ours: `${mine.toFixed(0)}/s`,
        beside: `bare ${bareOnes.toFixed(0)}/s`,
        value: bareOnes / mine,
        unit: '',
        goal: 1.5,
      });
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return findings;
}
