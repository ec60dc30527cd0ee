import type { Document } from 'bson';
import { createServer, type Server, type Socket } from 'node:net';
import { Catalog } from './catalog.ts';
import type { Store } from './command.ts';
import { GroupCommit } from './commit.ts';
import { Cursors } from './cursors.ts';
import { answer } from './dispatch.ts';
import type { Engine } from './engine.ts';
import { sessionMinutes } from './hello.ts';
import { encodeReply } from './reply.ts';
import { Sessions } from './sessions.ts';
import { Claims } from './transaction.ts';
import { MessageStream, parseMessage } from './wire.ts';

export interface RunningServer {
  /** Answers one command as a connection would. */
  answer(body: Document): Promise<Document>;
  close(): Promise<void>;
}

const sweepEveryMs = 60_000;
const cursorIdleMs = 600_000;

/** Listens on the socket and answers from the engine. The caller has made sure that no other server has the folder. */
export const serve = async (engine: Engine, socketPath: string): Promise<RunningServer> => {
  const commits = new GroupCommit(engine);
  const claims = new Claims(commits);
  const sessions = new Sessions(claims);
  const cursors = new Cursors();
  const store: Store = { socketPath, commits, claims, catalog: new Catalog(commits.latest), sessions, cursors };
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    converse(store, socket, (connections += 1));
  });
  await listen(server, socketPath);
  const sweep = async (): Promise<void> => {
    await sessions.forgetBefore(new Date(Date.now() - sessionMinutes * 60_000));
    await cursors.killWhere(({ lastUsedMs }) => lastUsedMs < Date.now() - cursorIdleMs);
  };
  const sweeping = setInterval(() => void sweep().catch(() => undefined), sweepEveryMs);
  sweeping.unref();
  return {
    answer: (body) => answer(store, body, 0),
    close: async () => {
      clearInterval(sweeping);
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      sessions.close();
      await cursors.killWhere(() => true);
      await commits.close();
    },
  };
};

const listen = (server: Server, socketPath: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });

/** One connection: its commands run one after the other, so that each sees what the one before did. */
const converse = (store: Store, socket: Socket, connectionId: number): void => {
  const stream = new MessageStream();
  let last: Promise<void> = Promise.resolve();
  socket.on('data', (chunk) => {
    try {
      for (const bytes of stream.push(chunk)) {
        const message = parseMessage(bytes);
        last = last.then(async () => {
          const reply = await answer(store, message.body, connectionId);
          if (message.wantsReply && !socket.destroyed) socket.write(encodeReply(reply, message.requestId, message.legacy));
        });
      }
    } catch {
      // Whoever does not speak the protocol is not answered.
      socket.destroy();
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => store.sessions.connectionClosed(connectionId));
};
