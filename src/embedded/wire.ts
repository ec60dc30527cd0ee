import type { Document } from 'bson';
import { decode } from './values.ts';

export const opcodes = { reply: 1, query: 2004, message: 2013 } as const;
const flagBits = { checksum: 1, moreToCome: 2 } as const;
export const maxMessageBytes = 48_000_000;

/** One request: its document with the document sequences put in as arrays, as if they had stood in the body. */
export interface Message {
  readonly requestId: number;
  readonly legacy: boolean;
  readonly wantsReply: boolean;
  readonly body: Document;
}

/** Cuts a byte stream into messages; a length that cannot be ends the connection. */
export class MessageStream {
  #chunks: Buffer[] = [];
  #length = 0;

  *push(chunk: Buffer): Iterable<Buffer> {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= 16) {
      const first = this.#head(4);
      const size = first.readInt32LE(0);
      if (size < 16 || size > maxMessageBytes + 16_384) throw new RangeError(`a message of ${size} bytes`);
      if (this.#length < size) return;
      const all = this.#head(size);
      this.#chunks = all.length > size ? [all.subarray(size)] : [];
      this.#length -= size;
      yield all.subarray(0, size);
    }
  }

  /** The first chunk, grown until it holds so many bytes. */
  #head(bytes: number): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= bytes) return first;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }
}

export const parseMessage = (bytes: Buffer): Message => {
  const requestId = bytes.readInt32LE(4);
  const opcode = bytes.readInt32LE(12);
  if (opcode === opcodes.query) return { requestId, legacy: true, wantsReply: true, body: queryBody(bytes) };
  if (opcode !== opcodes.message) throw new RangeError(`operation code ${opcode}`);
  const flags = bytes.readUInt32LE(16);
  const end = bytes.length - ((flags & flagBits.checksum) !== 0 ? 4 : 0);
  let body: Document = {};
  const sequences: [string, Document[]][] = [];
  for (let at = 20; at < end;) {
    const kind = bytes[at];
    const size = bytes.readInt32LE(at + 1);
    const section = bytes.subarray(at + 1, at + 1 + size);
    if (kind === 0) body = decode(section);
    else if (kind === 1) sequences.push(documentSequence(section));
    else throw new RangeError(`section kind ${kind}`);
    at += 1 + size;
  }
  for (const [name, documents] of sequences) body[name] = documents;
  return { requestId, legacy: false, wantsReply: (flags & flagBits.moreToCome) === 0, body };
};

const documentSequence = (section: Buffer): [string, Document[]] => {
  const nameEnd = section.indexOf(0, 4);
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const size = section.readInt32LE(at);
    documents.push(decode(section.subarray(at, at + size)));
    at += size;
  }
  return [section.toString('utf8', 4, nameEnd), documents];
};

/** The first message of a connection is an old OP_QUERY on `<database>.$cmd`. */
const queryBody = (bytes: Buffer): Document => {
  const nameEnd = bytes.indexOf(0, 20);
  const at = nameEnd + 9;
  const body = decode(bytes.subarray(at, at + bytes.readInt32LE(at)));
  return { ...body, $db: bytes.toString('utf8', 20, nameEnd).replace(/\.\$cmd$/, '') };
};
