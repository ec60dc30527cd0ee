import { createHash } from 'node:crypto';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { formatVersion, metaKey } from './layout.ts';
import { decode, encode, numberOf } from './values.ts';

export type Reason = 'already-running' | 'folder-not-writable' | 'damaged' | 'newer-format' | 'unsupported-platform';

/** The store does not start; the message says what to do. Nothing has been changed. */
export class StoreRefusal extends Error {
  constructor(
    readonly reason: Reason,
    message: string,
  ) {
    super(message);
  }
}

/** The longest path that fits a Unix socket's address; what is longer would be cut off without a word. */
const longestSocketPath = 103;
const pointerName = 'store.socket';
export const dataFile = (folder: string): string => join(folder, 'store.mdb');

export const uriOf = (socketPath: string): string => `mongodb://${encodeURIComponent(socketPath)}/?directConnection=true`;

/** Makes the folder, for its owner alone, and says where its socket is to be. A path too long for a socket gets one in the temporary folder. */
export const prepareFolder = (folder: string): string => {
  const { R_OK, W_OK, X_OK } = fs.constants;
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, R_OK | W_OK | X_OK);
    fs.chmodSync(folder, 0o700);
    if (fs.existsSync(dataFile(folder))) fs.accessSync(dataFile(folder), R_OK | W_OK);
  } catch (error) {
    const help = 'give this user the folder (chown, chmod u+rwx) or set DATA_DIR to another one';
    throw new StoreRefusal('folder-not-writable', `the data folder ${folder} cannot be written (${String(error)}): ${help}`);
  }
  const path = fs.realpathSync(folder);
  const [direct, pointer] = [join(path, 'store.sock'), join(path, pointerName)];
  if (Buffer.byteLength(direct) <= longestSocketPath) {
    fs.rmSync(pointer, { force: true });
    return direct;
  }
  const short = join(tmpdir(), `plimsoll-${createHash('sha256').update(path).digest('hex').slice(0, 16)}`);
  fs.mkdirSync(short, { recursive: true, mode: 0o700 });
  if (fs.statSync(short).uid !== process.getuid?.())
    throw new StoreRefusal('folder-not-writable', `${short} belongs to somebody else: remove it, or set DATA_DIR to a shorter path`);
  fs.chmodSync(short, 0o700);
  fs.writeFileSync(pointer, join(short, 'store.sock'), { mode: 0o600 });
  return join(short, 'store.sock');
};

/** Where the store of this folder listens, if one runs. */
export const socketOf = (folder: string): string | undefined => {
  if (!fs.existsSync(folder)) return undefined;
  const pointer = join(folder, pointerName);
  return fs.existsSync(pointer) ? fs.readFileSync(pointer, 'utf8') : join(fs.realpathSync(folder), 'store.sock');
};

export const answers = async (socketPath: string): Promise<boolean> => {
  const socket = connect(socketPath);
  const answered = await once(socket, 'connect').catch(() => undefined);
  socket.destroy();
  return answered !== undefined;
};

/** LMDB lets two processes in, the store's memory does not: one that answers is never pushed aside; a socket left by a crash is. */
export const takePlace = async (folder: string, socketPath: string): Promise<void> => {
  if (await answers(socketPath))
    throw new StoreRefusal('already-running', `a store already runs on ${folder}: connect to it (${uriOf(socketPath)}), or stop it first`);
  fs.rmSync(socketPath, { force: true });
};

/**
 * A file cut short would end the process when it is read through memory: its length is checked against its own account first.
 * Offsets are those of lmdb 3.5: a page's head has 24 bytes.
 */
export const checkFile = (folder: string): void => {
  const file = dataFile(folder);
  if (!fs.existsSync(file) || fs.statSync(file).size === 0) return;
  const page = Buffer.alloc(8_192);
  const descriptor = fs.openSync(file, 'r');
  fs.readSync(descriptor, page);
  fs.closeSync(descriptor);
  const magic = 0xbeefc0de;
  const pageSize = page.readUInt32LE(48);
  const metas = [0, pageSize].filter((at) => at + 160 <= page.length && page.readUInt32LE(at + 24) === magic);
  const newest = metas.sort((a, b) => Number(page.readBigUInt64LE(b + 152) - page.readBigUInt64LE(a + 152)))[0];
  const needed = newest === undefined ? Infinity : (Number(page.readBigUInt64LE(newest + 144)) + 1) * pageSize;
  if (metas.length < 2 || fs.statSync(file).size < needed)
    throw damaged(folder, 'its first pages or its length are not what it says of itself');
};

export const damaged = (folder: string, why: string): StoreRefusal => {
  const help = 'put a copy of the folder from a backup in its place, or move it away to start empty';
  return new StoreRefusal('damaged', `${dataFile(folder)} is damaged (${why}); nothing was changed: ${help}`);
};

/** Writes the format's number into a new file and refuses one that a newer program has written. */
export const checkFormat = async (engine: Engine): Promise<void> => {
  const stored = engine.latest.get(metaKey);
  if (stored === undefined) return void (await engine.commit([[metaKey, encode({ format: formatVersion })]]));
  const format = numberOf(decode(stored)['format']) ?? Infinity;
  const why = `a newer version wrote the data folder (format ${format}, this one knows ${formatVersion})`;
  if (format > formatVersion) throw new StoreRefusal('newer-format', `${why}: run that version; nothing was changed`);
};
