import type { Document } from 'bson';
import type { Fault } from './faults.ts';
import { encode } from './values.ts';
import { opcodes } from './wire.ts';

/** A page of a cursor as stored bytes: they go out as they lie on disk, never decoded. */
export class Page {
  constructor(
    readonly namespace: string,
    readonly name: 'firstBatch' | 'nextBatch',
    readonly documents: readonly Uint8Array[],
    readonly cursorId: bigint,
  ) {}
}
export type Reply = Document | Page;

/** The bytes of a reply message; legacy requests get the old reply operation. */
export const encodeReply = (reply: Reply, responseTo: number, legacy: boolean): Buffer => {
  const body = reply instanceof Page ? encodePage(reply) : [encode(reply)];
  const head = Buffer.alloc(legacy ? 36 : 21);
  head.writeInt32LE(
    body.reduce((sum, part) => sum + part.length, head.length),
    0,
  );
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(legacy ? opcodes.reply : opcodes.message, 12);
  if (legacy) {
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  }
  return Buffer.concat([head, ...body]);
};

export const faultReply = (fault: Fault, labels: readonly string[] = []): Document => ({
  ok: 0,
  errmsg: fault.message,
  code: fault.code,
  codeName: fault.codeName,
  ...fault.extra,
  ...(labels.length > 0 && { errorLabels: labels }),
});

/** `{ cursor: { <name>: [documents], id, ns }, ok: 1 }`: encoded with an empty array, into which the documents' own bytes are put. */
const encodePage = ({ namespace, name, documents, cursorId }: Page): Uint8Array[] => {
  const frame = encode({ cursor: { [name]: [], id: cursorId, ns: namespace }, ok: 1 });
  const batch = documents.flatMap((bytes, index) => [Buffer.from(`\x03${index}\0`, 'latin1'), bytes]);
  const added = batch.reduce((sum, part) => sum + part.length, 0);
  // The three documents around the batch each begin with their size: the reply, the cursor, and the array with its end byte.
  const cursorAt = 4 + '_cursor_'.length;
  const arrayAt = cursorAt + 4 + name.length + 2;
  for (const at of [0, cursorAt, arrayAt]) frame.writeInt32LE(frame.readInt32LE(at) + added, at);
  return [frame.subarray(0, arrayAt + 4), ...batch, frame.subarray(arrayAt + 4)];
};
