import type { Document } from 'bson';
import { Fault } from './faults.ts';
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
  const body = reply instanceof Page ? encodePage(reply) : encode(reply);
  const head = Buffer.alloc(legacy ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(legacy ? opcodes.reply : opcodes.message, 12);
  if (legacy) {
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  }
  return Buffer.concat([head, body]);
};

export const faultReply = (fault: Fault, labels: readonly string[] = []): Document => ({
  ok: 0,
  errmsg: fault.message,
  code: fault.code,
  codeName: fault.codeName,
  ...fault.extra,
  ...(labels.length > 0 && { errorLabels: labels }),
});

const types = { double: 1, string: 2, document: 3, array: 4, long: 18 } as const;

/** `{ cursor: { <name>: [documents], id, ns }, ok: 1 }`, written by hand around the documents' own bytes. */
const encodePage = (page: Page): Buffer => {
  const batch: Uint8Array[] = [];
  page.documents.forEach((bytes, index) => batch.push(element(types.document, String(index)), bytes));
  const id = Buffer.alloc(8);
  id.writeBigInt64LE(page.cursorId);
  const namespace = Buffer.from(`${page.namespace}\0`, 'utf8');
  const namespaceSize = Buffer.alloc(4);
  namespaceSize.writeInt32LE(namespace.length);
  const cursor = [
    element(types.array, page.name),
    ...enclosed(batch),
    element(types.long, 'id'),
    id,
    element(types.string, 'ns'),
    namespaceSize,
    namespace,
  ];
  const ok = Buffer.alloc(8);
  ok.writeDoubleLE(1);
  return Buffer.concat(enclosed([element(types.document, 'cursor'), ...enclosed(cursor), element(types.double, 'ok'), ok]));
};

const element = (type: number, name: string): Buffer => Buffer.from(`${String.fromCharCode(type)}${name}\0`, 'latin1');
const zero = Buffer.from([0]);
const enclosed = (parts: readonly Uint8Array[]): Uint8Array[] => {
  const size = Buffer.alloc(4);
  size.writeInt32LE(parts.reduce((sum, part) => sum + part.length, 5));
  return [size, ...parts, zero];
};
