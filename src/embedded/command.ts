import type { Document } from 'bson';
import type { Catalog, Collection } from './catalog.ts';
import type { Cursors, Opening, Reply } from './cursors.ts';
import type { View } from './engine.ts';
import { failedToParse, Fault, typeMismatch } from './faults.ts';
import type { Reading } from './scan.ts';
import type { OpenTransaction, Session, Sessions } from './sessions.ts';
import type { GroupCommit, Transaction } from './transaction.ts';
import { isDocument } from './types.ts';
import { numberOf } from './values.ts';

/** The running store: what all connections share. */
export interface Store {
  readonly socketPath: string;
  readonly commits: GroupCommit;
  readonly catalog: Catalog;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
}

/** One command as it came, with what it belongs to. */
export interface Context extends Reading {
  readonly store: Store;
  readonly name: string;
  readonly database: string;
  readonly body: Document;
  /** The connection it came by. */
  readonly carrier: { readonly destroyed?: boolean };
  readonly session: Session | undefined;
  readonly transaction: OpenTransaction | undefined;
}

/**
 * A command reads (in pieces, on any number of views), or writes (at once, on one transaction, and is run again as a whole when it
 * meets a rival outside transactions).
 */
export type Command =
  | { readonly reads: (context: Context) => Promise<Reply> | Reply }
  | { readonly writes: (context: Context, transaction: Transaction) => Document };

export const contextOf = (given: Omit<Context, 'name' | 'database' | 'view'>): Context => {
  const { store, body, transaction } = given;
  return {
    ...given,
    name: Object.keys(body)[0] ?? '',
    database: typeof body['$db'] === 'string' ? body['$db'] : 'admin',
    view: (): View => transaction?.transaction ?? store.commits.engine.latest,
  };
};

/** The session and the transaction number that the command names. */
export const sessionOf = ({ session, body }: Context): readonly [Session, number] => {
  const number = numberOf(body['txnNumber']);
  if (session === undefined || number === undefined) throw new Fault(72, 'a transaction needs a session and a transaction number');
  return [session, number];
};

/** The collection that the command names. */
export const namespaceOf = ({ body, name, database }: Context): string => {
  const asked: unknown = body[name];
  if (
    typeof asked !== 'string' ||
    asked === '' ||
    asked.includes('\0') ||
    asked.startsWith('.') ||
    asked.length > 255 ||
    database === '' ||
    database.length > 63
  )
    throw new Fault(73, `Invalid namespace specified '${database}.${String(asked)}'`);
  return `${database}.${asked}`;
};

export const collectionOf = (context: Context, view: View = context.view()): Collection | undefined =>
  context.store.catalog.find(view, namespaceOf(context));

export const openingOf = ({ transaction }: Context, namespace: string, batchSize: unknown): Opening => {
  return { namespace, transaction, batchSize: batchSize === undefined ? undefined : countIn({ batchSize }, 'batchSize') };
};

/** A field that holds a document, or an empty one where it is absent. */
export const documentIn = (body: Document, field: string): Document => {
  const value: unknown = body[field] ?? {};
  if (!isDocument(value)) throw typeMismatch(`BSON field '${field}' is the wrong type, expected type 'object'`);
  return value;
};

export const documentsIn = (body: Document, field: string): Document[] => {
  const value: unknown = body[field];
  if (!Array.isArray(value) || !value.every(isDocument)) throw typeMismatch(`BSON field '${field}' must be an array of objects`);
  return value;
};

export const countIn = (body: Document, field: string): number => {
  const value = numberOf(body[field] ?? 0);
  if (value === undefined || !Number.isInteger(value) || value < 0)
    throw failedToParse(`BSON field '${field}' must be a whole number from 0`);
  return value;
};
