import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Document } from 'bson';
import { Catalog } from './catalog.ts';
import type { Store } from './command.ts';
import { GroupCommit } from './commit.ts';
import { Cursors } from './cursors.ts';
import { answer } from './dispatch.ts';
import type { Engine } from './engine.ts';
import { Sessions } from './sessions.ts';
import { encodeReply, messagesOf } from './wire.ts';

export interface RunningServer {
  /** Answers one command as a connection would. */
  answer(body: Document): Promise<Document>;
  close(): Promise<void>;
}

const sweepEveryMs = 60_000;

/** Listens on the socket and answers from the engine. The caller has made sure that no other server has the folder. */
export const serve = async (engine: Engine, socketPath: string): Promise<RunningServer> => {
  const commits = new GroupCommit(engine);
  const [catalog, sessions, cursors] = [new Catalog(commits.latest), new Sessions(commits), new Cursors()];
  const store: Store = { socketPath, commits, catalog, sessions, cursors };
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    const connectionId = (connections += 1);
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      sessions.connectionClosed(connectionId);
    });
    converse(store, socket, connectionId).catch(() => socket.destroy());
  });
  await once(server.listen(socketPath), 'listening');
  const sweep = (): Promise<void> => sessions.sweep().then(() => cursors.sweep());
  const sweeping = setInterval(() => void sweep().catch(() => undefined), sweepEveryMs).unref();
  return {
    answer: (body) => answer(store, body, 0),
    close: async () => {
      clearInterval(sweeping);
      const closed = once(server.close(), 'close');
      for (const socket of sockets) socket.destroy();
      await closed;
      sessions.close();
      await cursors.sweep(0);
      await commits.close();
    },
  };
};

/** One connection: its commands run one after the other, so that each sees what the one before did. */
const converse = async (store: Store, socket: Socket, connectionId: number): Promise<void> => {
  for await (const message of messagesOf(socket)) {
    const reply = await answer(store, message.body, connectionId);
    if (message.wantsReply && !socket.destroyed) socket.write(encodeReply(reply, message));
  }
};
