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
 * A file cut short would end the process when it is read through memory: where it is shorter than its own account, its pages are
 * followed first. Offsets are those of lmdb 3.5: a page's head has 24 bytes; 1 marks a branch and a node kept elsewhere, 4 such pages.
 */
export const checkFile = (folder: string): void => {
  const file = dataFile(folder);
  if (!fs.existsSync(file) || fs.statSync(file).size === 0) return;
  const descriptor = fs.openSync(file, 'r');
  try {
    if (!isWhole(descriptor, fs.fstatSync(descriptor).size)) throw damaged(folder, 'pages that it says it has are not there');
  } finally {
    fs.closeSync(descriptor);
  }
};

/** Whether the newest meta page leads to pages in the file alone; beyond its end may lie those that a commit took and gave back unwritten. */
const isWhole = (descriptor: number, size: number): boolean => {
  const read = (at: number, bytes: number): Buffer => {
    const buffer = Buffer.alloc(bytes);
    fs.readSync(descriptor, buffer, 0, bytes, at);
    return buffer;
  };
  const pageSize = read(48, 4).readUInt32LE();
  const metas = [0, pageSize].map((at) => read(at, 160)).filter((meta) => meta.readUInt32LE(24) === 0xbeefc0de);
  const [newest] = metas.sort((a, b) => Number(b.readBigUInt64LE(152) - a.readBigUInt64LE(152)));
  if (newest === undefined || metas.length < 2) return false;
  const pages = Math.floor(size / pageSize);
  if (pages > newest.readBigUInt64LE(144)) return true;
  const holds = (number: number): boolean => {
    if (number >= pages) return false;
    const page = read(number * pageSize, pageSize);
    const [flags, lower] = [page.readUInt16LE(18), page.readUInt16LE(20)];
    if ((flags & 4) !== 0) return number + page.readUInt32LE(20) <= pages;
    return Array.from({ length: (lower - 24) / 2 }, (_, n) => page.readUInt16LE(24 + 2 * n)).every((node) => {
      if ((flags & 1) !== 0) return holds(page.readUIntLE(node, 6));
      return (page.readUInt16LE(node + 4) & 1) === 0 || holds(page.readUIntLE(node + 8 + page.readUInt16LE(node + 6), 6));
    });
  };
  const roots = [newest.readBigUInt64LE(88), newest.readBigUInt64LE(136)];
  return roots.every((root) => root === 2n ** 64n - 1n || holds(Number(root)));
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
