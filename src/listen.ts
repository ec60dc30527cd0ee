import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  /** Lets requests in; until then each is told to come back. */
  mount(app: RequestListener): void;
  /** Takes nothing new, answers what is under way, and ends; what has not ended in time is cut off. */
  close(): Promise<void>;
}

const secondsToEnd = 20;

/** Opens the port at once, so that its number is known before the rooms are wired. */
export async function listen(host: string, port: number): Promise<Listening> {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain', Connection: 'close' }).end('The service is starting.\n');
  };
  const server = createServer((request, response) => answer(request, response));
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Error(`port ${port} of ${host} is taken by another program; set PORT to a free one`) : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, mount: (app) => void (answer = app), close: () => closed(server) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    // A connection that is kept alive falls idle after its last answer; it would else be waited for until its own time is out.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), secondsToEnd * 1000);
    server.close((error) => {
      clearInterval(sweep);
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
