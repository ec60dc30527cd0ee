import { Int32, type Document } from 'bson';
import { documentIn, documentsIn, namespaceOf, type Command, type Context } from './command.ts';
import type { Collection } from './catalog.ts';
import { writeDocument } from './documents.ts';
import { badValue, Fault } from './faults.ts';
import { changeOne, insertNew } from './change.ts';
import { compileFilter } from './match.ts';
import { compileProjection } from './project.ts';
import { targets } from './targets.ts';
import { Conflict, type Transaction } from './transaction.ts';
import { isDocument } from './types.ts';
import { isTrue, numberOf } from './values.ts';

interface WriteError extends Document {
  readonly index: number;
}

/** Runs each statement of a batch; an ordered batch stops at the first that is refused. A conflict is the whole command's. */
const eachStatement = (
  context: Context,
  transaction: Transaction,
  statements: readonly Document[],
  run: (statement: Document, index: number) => void,
): { writeErrors?: WriteError[] } => {
  if (statements.length === 0) throw new Fault(9, 'InvalidLength', 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  const ordered = context.body['ordered'] === undefined || isTrue(context.body['ordered']);
  const writeErrors: WriteError[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof Fault) || error instanceof Conflict) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (ordered || context.transaction !== undefined) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
};

const insert = (context: Context, transaction: Transaction): Document => {
  const namespace = namespaceOf(context);
  let n = 0;
  const errors = eachStatement(context, transaction, documentsIn(context.body, 'documents'), (document) => {
    insertNew(context.store, transaction, namespace, document);
    n += 1;
  });
  return { n: new Int32(n), ...errors, ok: 1 };
};

const update = (context: Context, transaction: Transaction): Document => {
  const namespace = namespaceOf(context);
  let [n, nModified] = [0, 0];
  const upserted: Document[] = [];
  const errors = eachStatement(context, transaction, documentsIn(context.body, 'updates'), (statement, index) => {
    const multi = isTrue(statement['multi']);
    const outcome = changeOne(context, transaction, namespace, {
      filter: documentIn(statement, 'q'),
      update: statement['u'] as Document,
      sort: undefined,
      hint: statement['hint'],
      arrayFilters: statement['arrayFilters'] as Document[] | undefined,
      let: context.body['let'] as Document | undefined,
      upsert: isTrue(statement['upsert']),
      multi,
    });
    n += outcome.matched;
    nModified += outcome.modified;
    if (outcome.upsertedId !== undefined) {
      n += 1;
      upserted.push({ index: new Int32(index), _id: outcome.upsertedId });
    }
  });
  return { n: new Int32(n), ...(upserted.length > 0 && { upserted }), nModified: new Int32(nModified), ...errors, ok: 1 };
};

const remove = (context: Context, transaction: Transaction): Document => {
  const namespace = namespaceOf(context);
  let n = 0;
  const errors = eachStatement(context, transaction, documentsIn(context.body, 'deletes'), (statement) => {
    const limit = numberOf(statement['limit']);
    if (limit !== 0 && limit !== 1) throw new Fault(9, 'FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
    const collection = context.store.catalog.find(transaction, namespace);
    const question = {
      filter: documentIn(statement, 'q'),
      hint: statement['hint'] as unknown,
      let: context.body['let'] as Document | undefined,
    };
    const matcher = compileFilter(question.filter, { let: question.let });
    if (collection === undefined) return;
    for (const { recordId, document } of targets(transaction, collection, { ...question, matcher }, limit)) {
      writeDocument(transaction, collection, recordId, document, undefined);
      n += 1;
    }
  });
  return { n: new Int32(n), ...errors, ok: 1 };
};

const findAndModify = (context: Context, transaction: Transaction): Document => {
  const { body } = context;
  const namespace = namespaceOf(context);
  const question = {
    filter: documentIn(body, 'query'),
    sort: documentIn(body, 'sort'),
    hint: body['hint'] as unknown,
    let: body['let'] as Document | undefined,
  };
  if (isTrue(body['remove'])) {
    if (body['update'] !== undefined) throw badValue('Cannot specify both an update and remove=true');
    if (isTrue(body['new'])) throw badValue("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
    const collection = context.store.catalog.find(transaction, namespace);
    return removeOne(context, transaction, collection, question);
  }
  if (body['update'] === undefined) throw badValue('Either an update or remove=true must be specified');
  const outcome = changeOne(context, transaction, namespace, {
    ...question,
    update: body['update'] as Document,
    arrayFilters: body['arrayFilters'] as Document[] | undefined,
    upsert: isTrue(body['upsert']),
    multi: false,
  });
  const value = isTrue(body['new']) ? outcome.after : outcome.before;
  const lastErrorObject = {
    n: new Int32(outcome.matched + (outcome.upsertedId === undefined ? 0 : 1)),
    updatedExisting: outcome.matched > 0,
    ...(outcome.upsertedId !== undefined && { upserted: outcome.upsertedId }),
  };
  return { lastErrorObject, value: shown(context, question, value), ok: 1 };
};

const removeOne = (
  context: Context,
  transaction: Transaction,
  collection: Collection | undefined,
  question: { filter: Document; sort: Document; hint: unknown; let: Document | undefined },
): Document => {
  const matcher = compileFilter(question.filter, { let: question.let });
  const [found] = collection === undefined ? [] : targets(transaction, collection, { ...question, matcher }, 1);
  if (collection !== undefined && found !== undefined) writeDocument(transaction, collection, found.recordId, found.document, undefined);
  return { lastErrorObject: { n: new Int32(found === undefined ? 0 : 1) }, value: shown(context, question, found?.document), ok: 1 };
};

const shown = (
  { body }: Context,
  question: { filter: Document; let: Document | undefined },
  document: Document | undefined,
): Document | null => {
  if (document === undefined) return null;
  const fields = isDocument(body['fields']) ? body['fields'] : {};
  if (Object.keys(fields).length === 0) return document;
  return compileProjection(fields, { matcher: compileFilter(question.filter, { let: question.let }), let: question.let })(document);
};

export const writeCommands: Readonly<Record<string, Command>> = {
  insert: { writes: insert },
  update: { writes: update },
  delete: { writes: remove },
  findAndModify: { writes: findAndModify },
  findandmodify: { writes: findAndModify },
};
