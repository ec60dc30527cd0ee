import { Int32, type Document } from 'bson';
import { changeAll, insertNew, removeAll } from './change.ts';
import { documentIn, documentsIn, namespaceOf, optionalDocumentIn, type Command, type Context } from './command.ts';
import { badValue, failedToParse, Fault } from './faults.ts';
import { compileProjection } from './project.ts';
import { Conflict, type Transaction } from './transaction.ts';
import { isTrue, numberOf } from './values.ts';

/** Runs each statement of a batch; an ordered batch stops at the first that is refused. A conflict is the whole command's. */
const eachStatement = (
  { body, transaction: open }: Context,
  statements: readonly Document[],
  run: (statement: Document, index: number) => void,
): { writeErrors?: Document[] } => {
  if (statements.length === 0) throw new Fault(16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  const ordered = body['ordered'] === undefined || isTrue(body['ordered']);
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof Fault) || error instanceof Conflict) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (ordered || open !== undefined) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
};

const insert = (context: Context, transaction: Transaction): Document => {
  const namespace = namespaceOf(context);
  let n = 0;
  const errors = eachStatement(context, documentsIn(context.body, 'documents'), (document) => {
    insertNew(context.store, transaction, namespace, document);
    n += 1;
  });
  return { n: new Int32(n), ...errors, ok: 1 };
};

const update = (context: Context, transaction: Transaction): Document => {
  const namespace = namespaceOf(context);
  let [n, nModified] = [0, 0];
  const upserted: Document[] = [];
  const errors = eachStatement(context, documentsIn(context.body, 'updates'), (statement, index) => {
    const { matched, modified, upsertedId } = changeAll(context.store, transaction, namespace, {
      filter: documentIn(statement, 'q'),
      update: statement['u'] as Document,
      limit: isTrue(statement['multi']) ? 0 : 1,
      upsert: isTrue(statement['upsert']),
    });
    if (upsertedId !== undefined) upserted.push({ index: new Int32(index), _id: upsertedId });
    n += matched + (upsertedId === undefined ? 0 : 1);
    nModified += modified;
  });
  return { n: new Int32(n), ...(upserted.length > 0 && { upserted }), nModified: new Int32(nModified), ...errors, ok: 1 };
};

const remove = (context: Context, transaction: Transaction): Document => {
  const namespace = namespaceOf(context);
  let n = 0;
  const errors = eachStatement(context, documentsIn(context.body, 'deletes'), (statement) => {
    const limit = numberOf(statement['limit']);
    if (limit !== 0 && limit !== 1) throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
    n += removeAll(context.store, transaction, namespace, { filter: documentIn(statement, 'q'), limit }).length;
  });
  return { n: new Int32(n), ...errors, ok: 1 };
};

const findAndModify = (context: Context, transaction: Transaction): Document => {
  const { body, store } = context;
  const target = { filter: documentIn(body, 'query'), sort: optionalDocumentIn(body, 'sort'), limit: 1 };
  const project = compileProjection(documentIn(body, 'fields'));
  const replied = (lastErrorObject: Document, value: Document | undefined): Document => ({
    lastErrorObject,
    value: value === undefined ? null : project(value),
    ok: 1,
  });
  if (isTrue(body['remove']) === (body['update'] !== undefined))
    throw badValue('Either an update or remove=true must be specified, not both');
  if (isTrue(body['remove'])) {
    if (isTrue(body['new'])) throw badValue("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
    const [found] = removeAll(store, transaction, namespaceOf(context), target);
    return replied({ n: new Int32(found === undefined ? 0 : 1) }, found?.document);
  }
  const { matched, upsertedId, before, after } = changeAll(store, transaction, namespaceOf(context), {
    ...target,
    update: body['update'] as Document,
    upsert: isTrue(body['upsert']),
  });
  const upserted = upsertedId === undefined ? {} : { upserted: upsertedId };
  const n = new Int32(upsertedId === undefined ? matched : 1);
  return replied({ n, updatedExisting: matched > 0, ...upserted }, isTrue(body['new']) ? after : before);
};

export const writeCommands: Readonly<Record<string, Command>> = {
  insert: { writes: insert },
  update: { writes: update },
  delete: { writes: remove },
  findAndModify: { writes: findAndModify },
};
