import { on } from 'node:events';
import type { Socket } from 'node:net';
import type { Document } from 'bson';
import { Page, type Reply } from './cursors.ts';
import { decode, encode } from './values.ts';

const opcodes = { reply: 1, query: 2004, message: 2013 } as const;
const flagBits = { checksum: 1, moreToCome: 2 } as const;
const headBytes = 16;
export const maxMessageBytes = 48_000_000;

/** One request: its document with the document sequences put in as arrays, as if they had stood in the body. */
export interface Message {
  readonly requestId: number;
  readonly legacy: boolean;
  readonly wantsReply: boolean;
  readonly body: Document;
}

/** The messages of a connection. What is no message throws: whoever does not speak the protocol is not answered. */
export async function* messagesOf(socket: Socket): AsyncGenerator<Message> {
  const take = (size: number): Buffer | undefined => {
    const bytes = socket.read(size) as Buffer | null;
    return bytes?.length === size ? bytes : undefined;
  };
  let head: Buffer | undefined;
  for await (const _ of on(socket, 'readable', { close: ['close'] })) {
    while ((head ??= take(headBytes)) !== undefined) {
      const size = head.readInt32LE(0);
      if (size <= headBytes || size > maxMessageBytes + 16_384) throw new RangeError(`a message of ${size} bytes`);
      const rest = take(size - headBytes);
      if (rest === undefined) break;
      yield parse(head.readInt32LE(4), head.readInt32LE(12), rest);
      head = undefined;
    }
  }
}

const parse = (requestId: number, opcode: number, bytes: Buffer): Message => {
  if (opcode === opcodes.query) return { requestId, legacy: true, wantsReply: true, body: queryBody(bytes) };
  if (opcode !== opcodes.message) throw new RangeError(`operation code ${opcode}`);
  const flags = bytes.readUInt32LE(0);
  const end = bytes.length - ((flags & flagBits.checksum) !== 0 ? 4 : 0);
  let body: Document = {};
  const sequences: Document = {};
  for (let at = 4; at < end;) {
    const kind = bytes[at];
    const size = bytes.readInt32LE(at + 1);
    if (size < 5 || at + 1 + size > end) throw new RangeError(`a section of ${size} bytes`);
    const section = bytes.subarray(at + 1, at + 1 + size);
    if (kind === 0) body = decode(section);
    else if (kind === 1) Object.assign(sequences, documentSequence(section));
    else throw new RangeError(`section kind ${kind}`);
    at += 1 + size;
  }
  return { requestId, legacy: false, wantsReply: (flags & flagBits.moreToCome) === 0, body: { ...body, ...sequences } };
};

/** A section of kind 1: a size, a name, and documents one after the other. */
const documentSequence = (section: Buffer): Document => {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new RangeError('a document sequence without a name');
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < section.length; at += section.readInt32LE(at)) documents.push(decode(documentAt(section, at)));
  return { [section.toString('utf8', 4, nameEnd)]: documents };
};

const documentAt = (bytes: Buffer, at: number): Buffer => bytes.subarray(at, at + bytes.readInt32LE(at));

/** The first message of a connection is an old OP_QUERY on `<database>.$cmd`: flags, name, two numbers, document. */
const queryBody = (bytes: Buffer): Document => {
  const nameEnd = bytes.indexOf(0, 4);
  return { ...decode(documentAt(bytes, nameEnd + 9)), $db: bytes.toString('utf8', 4, nameEnd).replace(/\.\$cmd$/, '') };
};

/** The bytes of a reply message; legacy requests get the old reply operation. */
export const encodeReply = (reply: Reply, { requestId, legacy }: Message): Buffer => {
  const body = reply instanceof Page ? encodePage(reply) : [encode(reply)];
  const head = Buffer.alloc(legacy ? 36 : 21);
  head.writeInt32LE(head.length + lengthOf(body), 0);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(legacy ? opcodes.reply : opcodes.message, 12);
  if (legacy) {
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  }
  return Buffer.concat([head, ...body]);
};

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);

/** `{ cursor: { <name>: [documents], id, ns }, ok: 1 }`: encoded with an empty array, into which the documents' own bytes are put. */
const encodePage = ({ namespace, name, documents, cursorId }: Page): Uint8Array[] => {
  const frame = encode({ cursor: { [name]: [], id: cursorId, ns: namespace }, ok: 1 });
  const batch = documents.flatMap((bytes, index) => [Buffer.from(`\x03${index}\0`, 'latin1'), bytes]);
  // The three documents around the batch each begin with their size: the reply, the cursor, and the array with its end byte.
  const cursorAt = 4 + '_cursor_'.length;
  const arrayAt = cursorAt + 4 + name.length + 2;
  for (const at of [0, cursorAt, arrayAt]) frame.writeInt32LE(frame.readInt32LE(at) + lengthOf(batch), at);
  return [frame.subarray(0, arrayAt + 4), ...batch, frame.subarray(arrayAt + 4)];
};
