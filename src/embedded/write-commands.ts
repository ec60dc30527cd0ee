import { Int32, ObjectId, type Document } from 'bson';
import type { Collection } from './catalog.ts';
import { collectionOf, documentIn, documentsIn, namespaceOf, type Command, type Context } from './command.ts';
import { writeDocument } from './documents.ts';
import { badValue, failedToParse, Fault } from './faults.ts';
import { compileFilter } from './match.ts';
import { equal } from './order.ts';
import { choosePlan } from './plan.ts';
import { Scan, type Found } from './scan.ts';
import { Conflict, type Transaction } from './transaction.ts';
import { isDocument, typeName } from './types.ts';
import { compileUpdate, upsertSeed } from './update.ts';
import { isTrue, numberOf } from './values.ts';

/** Runs each statement of a batch; an ordered batch stops at the first that is refused. A conflict is the whole command's. */
const eachStatement = (context: Context, field: string, run: (statement: Document, index: number) => void): Document => {
  const { body, transaction } = context;
  namespaceOf(context);
  const statements = documentsIn(body, field);
  if (statements.length === 0) throw new Fault(16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  const ordered = body['ordered'] === undefined || isTrue(body['ordered']);
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof Fault) || error instanceof Conflict) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (ordered || transaction !== undefined) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
};

/** The documents that a write is about, all found before the first is written. */
const targetsOf = (transaction: Transaction, collection: Collection | undefined, filter: Document, limit: number): readonly Found[] => {
  const matcher = compileFilter(filter);
  const found: Found[] = [];
  if (collection === undefined) return found;
  for (const each of new Scan(choosePlan(transaction, collection, { filter })).matching(transaction, matcher))
    if (found.push(each) === limit) break;
  return found;
};

const filterOf = (statement: Document): Document => {
  if (!Object.hasOwn(statement, 'q')) throw new Fault(40414, "BSON field 'q' is missing but a required field");
  return documentIn(statement, 'q');
};

/** Inserts a document; it gets an _id where it has none, and the _id stands first. */
const insertNew = (context: Context, transaction: Transaction, document: Document): Document => {
  const { _id = new ObjectId(), ...rest } = document as Document & { _id?: unknown };
  if (Array.isArray(_id) || typeName(_id) === 'regex') throw badValue(`The '_id' value cannot be of type ${typeName(_id)}`);
  if (isDocument(_id) && Object.keys(_id).some((name) => name.startsWith('$')))
    throw new Fault(52, `_id fields may not contain '$'-prefixed fields`);
  const { catalog } = context.store;
  const after = { _id, ...rest };
  writeDocument(transaction, catalog.ensure(transaction, namespaceOf(context)), catalog.nextRecordId(), undefined, after);
  return after;
};

interface Changed {
  /** Absent where the document is new. */
  readonly before: Document | undefined;
  readonly after: Document;
  readonly isModified: boolean;
}

/** One update: of every document that it is about, or a new one where it may upsert. */
const changeAll = (context: Context, transaction: Transaction, asked: Document, filter: Document, limit: number): Changed[] => {
  const updater = compileUpdate(asked['update'] as Document);
  const updated = (from: Document, inserting: boolean): Document => {
    const after = updater.apply(from, { inserting });
    if (!Object.hasOwn(from, '_id') || equal(from['_id'], after['_id'])) return after;
    throw new Fault(66, "the update would modify the immutable field '_id'");
  };
  const collection = collectionOf(context, transaction);
  const found = targetsOf(transaction, collection, filter, limit);
  if (collection !== undefined && found.length > 0)
    return found.map((each) => {
      const after = updated(each.document, false);
      return { before: each.document, after, isModified: writeDocument(transaction, collection, each.recordId, each, after) };
    });
  if (!isTrue(asked['upsert'])) return [];
  return [{ before: undefined, after: insertNew(context, transaction, updated(upsertSeed(filter), true)), isModified: false }];
};

const insert = (context: Context, transaction: Transaction): Document => {
  let n = 0;
  const errors = eachStatement(context, 'documents', (document) => {
    insertNew(context, transaction, document);
    n += 1;
  });
  return { n: new Int32(n), ...errors, ok: 1 };
};

const update = (context: Context, transaction: Transaction): Document => {
  let [n, nModified] = [0, 0];
  const upserted: Document[] = [];
  const errors = eachStatement(context, 'updates', (statement, index) => {
    const { u: update, upsert, multi } = statement as Record<string, unknown>;
    const changes = changeAll(context, transaction, { update, upsert }, filterOf(statement), isTrue(multi) ? Infinity : 1);
    n += changes.length;
    nModified += changes.filter(({ isModified }) => isModified).length;
    for (const { before, after } of changes)
      if (before === undefined) upserted.push({ index: new Int32(index), _id: after['_id'] as unknown });
  });
  return { n: new Int32(n), ...(upserted.length > 0 && { upserted }), nModified: new Int32(nModified), ...errors, ok: 1 };
};

const remove = (context: Context, transaction: Transaction): Document => {
  let n = 0;
  const errors = eachStatement(context, 'deletes', (statement) => {
    const limit = numberOf(statement['limit']);
    if (limit !== 0 && limit !== 1) throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
    const collection = collectionOf(context, transaction);
    const found = targetsOf(transaction, collection, filterOf(statement), limit === 0 ? Infinity : 1);
    if (collection !== undefined) for (const each of found) writeDocument(transaction, collection, each.recordId, each, undefined);
    n += found.length;
  });
  return { n: new Int32(n), ...errors, ok: 1 };
};

/** One document is updated and given back as it was, or as it is now. */
const findAndModify = (context: Context, transaction: Transaction): Document => {
  const { body } = context;
  const [changed] = changeAll(context, transaction, body, documentIn(body, 'query'), 1);
  const { before, after } = changed ?? {};
  const upserted = after !== undefined && before === undefined && { upserted: after['_id'] as unknown };
  const lastErrorObject = { n: new Int32(changed === undefined ? 0 : 1), updatedExisting: before !== undefined, ...upserted };
  return { lastErrorObject, value: (isTrue(body['new']) ? after : before) ?? null, ok: 1 };
};

export const writeCommands: Readonly<Record<string, Command>> = {
  insert: { writes: insert },
  update: { writes: update },
  delete: { writes: remove },
  findAndModify: { writes: findAndModify },
};
