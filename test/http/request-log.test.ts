import { once } from 'node:events';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { pino } from 'pino';
import { requestLog } from '../../src/http/request-log.ts';

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly responseTime: number;
  readonly req: { readonly id: string; readonly method: string; readonly path: string };
  readonly res: { readonly status: number };
}

/** What is logged while somebody asks for these paths, one after the other. */
async function linesOf(ask: (url: string) => Promise<unknown>): Promise<readonly Line[]> {
  const lines: Line[] = [];
  const app = express();
  app.use(requestLog(pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line) as Line) }), () => 'an-id-of-ours'));
  app.get('/slow', () => undefined);
  app.get('/status/:status', (request, response) => void response.sendStatus(Number(request.params.status)));
  app.use((_request, response) => void response.send('here'));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return lines;
}

const reads = (url: string): Promise<string> => fetch(url).then((response) => response.text());

describe('The log of requests', () => {
  it('has one line for each, with who asked for what, how it ended and how long it took', async () => {
    const [line, ...more] = await linesOf((url) => reads(`${url}/v1/certificates`));
    expect(more).to.deep.equal([]);
    expect(line?.req).to.deep.equal({ id: 'an-id-of-ours', method: 'GET', path: '/v1/certificates' });
    expect(line).to.deep.include({ res: { status: 200 }, msg: 'request completed' });
    expect(line?.responseTime).to.be.within(0, 60_000);
  });

  it('warns of what was refused, and calls our own defect an error', async () => {
    for (const [status, level] of Object.entries({ 201: 'info', 399: 'info', 400: 'warn', 499: 'warn', 500: 'error', 503: 'error' }))
      expect((await linesOf((url) => reads(`${url}/status/${status}`)))[0]?.level, status).to.equal(pino.levels.values[level]);
  });

  it('never tells what a query asked or the token of a one-time link', async () => {
    for (const path of ['/sign/s3cret', '/join/s3cret', '/v1/invitations/s3cret', '/v1/invitations/s3cret/acceptance', '/any?token=s3cret'])
      expect(JSON.stringify(await linesOf((url) => reads(url + path))), path).not.to.include('s3cret');
  });

  it('says so where the client went away before it was answered', async () => {
    const [line] = await linesOf(async (url) => {
      const request = get(`${url}/slow`).on('error', () => undefined);
      await once(request, 'socket');
      setTimeout(() => request.destroy(), 50);
    });
    expect(line?.msg).to.equal('request aborted');
  });
});
