import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVersion, metaKey } from './layout.ts';
import type { Engine } from './engine.ts';
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
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    chmodSync(folder, 0o700);
    if (existsSync(dataFile(folder))) accessSync(dataFile(folder), constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new StoreRefusal(
      'folder-not-writable',
      `the data folder ${folder} cannot be written (${String(error)}): give this user the folder (chown, chmod u+rwx) or set DATA_DIR to another one`,
    );
  }
  const direct = join(realpathSync(folder), 'store.sock');
  if (Buffer.byteLength(direct) <= longestSocketPath) {
    rmSync(join(folder, pointerName), { force: true });
    return direct;
  }
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
  const short = join(tmpdir(), `plimsoll-${name}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  if (statSync(short).uid !== process.getuid?.())
    throw new StoreRefusal('folder-not-writable', `${short} belongs to somebody else: remove it, or set DATA_DIR to a shorter path`);
  chmodSync(short, 0o700);
  writeFileSync(join(folder, pointerName), join(short, 'store.sock'), { mode: 0o600 });
  return join(short, 'store.sock');
};

/** Where the store of this folder listens, if one runs. */
export const socketOf = (folder: string): string | undefined => {
  if (!existsSync(folder)) return undefined;
  const pointer = join(folder, pointerName);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8') : join(realpathSync(folder), 'store.sock');
};

export const answers = (socketPath: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** LMDB lets two processes in, the store's memory does not: one that answers is never pushed aside; a socket left by a crash is. */
export const takePlace = async (folder: string, socketPath: string): Promise<void> => {
  if (await answers(socketPath))
    throw new StoreRefusal('already-running', `a store already runs on ${folder}: connect to it (${uriOf(socketPath)}), or stop it first`);
  rmSync(socketPath, { force: true });
};

const magic = 0xbeefc0de;

/** Offsets are those of lmdb 3.5: a page's head has 24 bytes. A file cut short would end the process when it is read through memory: its length is checked against its own account first. */
export const checkFile = (folder: string): void => {
  const file = dataFile(folder);
  if (!existsSync(file) || statSync(file).size === 0) return;
  const page = Buffer.alloc(8_192);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, page, 0, page.length, 0);
  } finally {
    closeSync(descriptor);
  }
  const pageSize = page.readUInt32LE(48);
  const metas = [0, pageSize].filter((at) => at + 160 <= page.length && page.readUInt32LE(at + 24) === magic);
  const newest = metas.sort((a, b) => Number(page.readBigUInt64LE(b + 152) - page.readBigUInt64LE(a + 152)))[0];
  const needed = newest === undefined ? Infinity : (Number(page.readBigUInt64LE(newest + 144)) + 1) * pageSize;
  if (metas.length < 2 || statSync(file).size < needed)
    throw damaged(folder, 'its first pages or its length are not what it says of itself');
};

export const damaged = (folder: string, why: string): StoreRefusal =>
  new StoreRefusal(
    'damaged',
    `${dataFile(folder)} is damaged (${why}); nothing was changed: put a copy of the folder from a backup in its place, or move it away to start empty`,
  );

/** Writes the format's number into a new file and refuses one that a newer program has written. */
export const checkFormat = async (engine: Engine): Promise<void> => {
  const snapshot = engine.snapshot();
  const stored = snapshot.get(metaKey);
  snapshot.close();
  if (stored === undefined) return void (await engine.commit([[metaKey, encode({ format: formatVersion })]]));
  const format = numberOf(decode(stored)['format']) ?? Infinity;
  if (format > formatVersion)
    throw new StoreRefusal(
      'newer-format',
      `the data folder was written by a newer version (format ${format}, this one knows ${formatVersion}): run that version; nothing was changed`,
    );
};
