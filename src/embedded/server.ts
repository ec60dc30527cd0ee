import type { Document } from 'bson';
import { createServer, type Server, type Socket } from 'node:net';
import { Catalog } from './catalog.ts';
import { GroupCommit } from './commit.ts';
import type { Store } from './command.ts';
import { Cursors } from './cursors.ts';
import { answer } from './dispatch.ts';
import type { Engine } from './engine.ts';
import { expire } from './expire.ts';
import { encodeReply } from './reply.ts';
import { Sessions } from './sessions.ts';
import { Claims } from './transaction.ts';
import { MessageStream, parseMessage } from './wire.ts';

export interface RunningServer {
  readonly store: Store;
  /** Answers one command as a connection would. */
  answer(body: Document): Promise<Document>;
  close(): Promise<void>;
}

const expireEveryMs = 60_000;

/** Listens on the socket and answers from the engine. The caller has made sure that no other server has the folder. */
export const serve = async (engine: Engine, socketPath: string): Promise<RunningServer> => {
  const commits = new GroupCommit(engine);
  const claims = new Claims(commits);
  const store: Store = {
    socketPath,
    commits,
    claims,
    catalog: new Catalog(commits.latest),
    sessions: new Sessions(claims),
    cursors: new Cursors(),
  };
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    connections += 1;
    converse(store, socket, connections, () => sockets.delete(socket));
  });
  await listen(server, socketPath);
  const expiring = setInterval(() => void expire(store, new Date()).catch(() => undefined), expireEveryMs);
  expiring.unref();
  return {
    store,
    answer: (body) => answer(store, body, 0),
    close: async () => {
      clearInterval(expiring);
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      store.sessions.close();
      await store.cursors.killWhere(() => true);
      await commits.close();
    },
  };
};

const listen = (server: Server, socketPath: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** One connection: its commands run one after the other, so that each sees what the one before did. */
const converse = (store: Store, socket: Socket, connectionId: number, gone: () => void): void => {
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
  socket.on('close', () => {
    gone();
    store.sessions.connectionClosed(connectionId);
  });
};
