import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly server: Server;
  readonly port: number;
  /** Answers what is under way, takes nothing new, and ends. */
  close(): Promise<void>;
}

/** Opens the port. Requests are answered once the application is mounted on `server`. */
export async function listen(host: string, port: number): Promise<Listening> {
  const server = createServer();
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} of ${host} is taken by another program; set PORT to a free one`) : error),
    );
    server.listen(port, host, resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve, reject) => {
      // A connection that is kept alive falls idle after its last answer; it would else be waited for until its own time is out.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      server.close((error) => {
        clearInterval(sweep);
        if (error) reject(error);
        else resolve();
      });
      server.closeIdleConnections();
    });
  return { server, port: (server.address() as AddressInfo).port, close };
}
