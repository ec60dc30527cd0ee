import type { Document } from 'bson';
import { Fault, notImplemented } from './faults.ts';
import { isDocument } from './types.ts';
import { numberOf } from './values.ts';
import * as query from './vocabulary-query.ts';

const { words, lacking: lackingWords, ...said } = query;

/** The fields a command takes, and those MongoDB has there that this store lacks: they are refused by name. */
export interface CommandWords {
  readonly fields: readonly string[];
  readonly lacks: readonly string[];
}
const command = (fields: string, lacks = ''): CommandWords => Object.freeze({ fields: words(fields), lacks: words(lacks) });

/** Fields that any command may carry: what the driver adds, and what needs no answer of its own. */
const commonFields = words(
  '$db lsid txnNumber autocommit startTransaction readConcern writeConcern comment $readPreference $clusterTime apiVersion',
);

const commonLacks = words('maxTimeMS apiStrict apiDeprecationErrors');

/** Every command the store answers. */
export const commands: Readonly<Record<string, CommandWords>> = Object.freeze({
  hello: command(''),
  ping: command(''),
  buildInfo: command(''),
  find: command(
    'filter sort projection skip limit batchSize singleBatch noCursorTimeout allowDiskUse allowPartialResults',
    'hint let collation returnKey showRecordId max min tailable awaitData oplogReplay',
  ),
  getMore: command('collection batchSize'),
  killCursors: command('cursors'),
  insert: command('documents ordered bypassDocumentValidation'),
  update: command('updates ordered bypassDocumentValidation', 'let'),
  delete: command('deletes ordered', 'let'),
  findAndModify: command('query update new upsert bypassDocumentValidation', 'sort remove fields arrayFilters hint let collation'),
  aggregate: command('pipeline cursor allowDiskUse bypassDocumentValidation', 'hint let collation explain'),
  count: command('query limit skip', 'hint collation'),
  explain: command('verbosity'),
  create: command(
    '',
    `capped size max validator validationLevel validationAction viewOn pipeline collation timeseries expireAfterSeconds clusteredIndex
    changeStreamPreAndPostImages encryptedFields storageEngine indexOptionDefaults`,
  ),
  drop: command(''),
  dropDatabase: command(''),
  createIndexes: command('indexes commitQuorum'),
  listCollections: command('filter nameOnly cursor authorizedCollections'),
  listIndexes: command('cursor'),
  endSessions: command(''),
  commitTransaction: command('recoveryToken'),
  abortTransaction: command('recoveryToken'),
});

/** What may stand in a transaction of several statements, and what may stand there in MongoDB alone. */
const transactional: CommandWords = command(
  'find getMore killCursors insert update delete findAndModify aggregate commitTransaction abortTransaction',
  'create createIndexes',
);

/** The statements inside `update` and `delete`. */
const statements: Readonly<Record<'updates' | 'deletes', CommandWords>> = {
  updates: command('q u multi upsert', 'hint arrayFilters c collation'),
  deletes: command('q limit', 'hint collation'),
};

/** Other spellings of the same commands. */
const aliases: Readonly<Record<string, string>> = Object.freeze({ ismaster: 'hello', isMaster: 'hello', buildinfo: 'buildInfo' });

export const indexOptions: CommandWords = command(
  'key name v background unique sparse partialFilterExpression',
  `expireAfterSeconds hidden collation ns weights default_language language_override textIndexVersion 2dsphereIndexVersion bits min max
  bucketSize wildcardProjection storageEngine prepareUnique clustered`,
);

/** Commands that MongoDB 7.0 has and this store lacks. */
const lackingCommands =
  words(`findandmodify distinct dropIndexes listDatabases killSessions getParameter mapReduce collMod compact convertToCapped
  cloneCollectionAsCapped renameCollection reIndex validate currentOp killOp fsync serverStatus collStats dbStats top hostInfo connectionStatus
  getCmdLineOpts getLog setParameter profile planCacheClear createUser updateUser dropUser usersInfo createRole grantRolesToUser authenticate
  saslStart saslContinue logout startSession refreshSessions killAllSessions shardCollection enableSharding replSetGetStatus replSetGetConfig
  replSetInitiate replSetStepDown configureFailPoint setFeatureCompatibilityVersion createSearchIndexes dropSearchIndex listSearchIndexes
  shutdown dataSize dbHash listCommands`);

/** All that the store knows, by kind, for whoever asks what it can do. */
export const vocabulary = Object.freeze({ commands: Object.keys(commands), indexOptions: indexOptions.fields, ...said });
export const lacking = Object.freeze({ commands: lackingCommands, indexOptions: indexOptions.lacks, ...lackingWords });

/** The command's own name; refuses what nobody has with MongoDB's code and what only MongoDB has by name. */
export const knownCommand = (body: Document): string => {
  const asked = Object.keys(body)[0] ?? '';
  const name = aliases[asked] ?? asked;
  const known = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (lackingCommands.includes(asked)) throw notImplemented(`the command ${asked}`);
  if (known === undefined) throw new Fault(59, `no such command: '${asked}'`);
  // The greeting carries whatever the driver knows of.
  if (name !== 'hello') checkFields(body, name, known, [asked, ...commonFields]);
  for (const field of ['updates', 'deletes'] as const)
    for (const statement of Array.isArray(body[field]) ? (body[field] as unknown[]) : [])
      if (isDocument(statement)) checkFields(statement, `${name}.${field}`, statements[field]);
  const inTransaction = body['autocommit'] === false;
  if (inTransaction && transactional.lacks.includes(name)) throw notImplemented(`${name} in a transaction`);
  if (inTransaction && !transactional.fields.includes(name)) throw new Fault(263, `Cannot run '${name}' in a multi-document transaction.`);
  if (isDocument(body['readConcern']) && body['readConcern']['level'] === 'snapshot' && !inTransaction)
    throw notImplemented('snapshot reads outside a transaction');
  return name;
};

const checkFields = (body: Document, name: string, { fields, lacks }: CommandWords, more: readonly string[] = []): void => {
  for (const [field, value] of Object.entries(body)) {
    if (fields.includes(field) || more.includes(field)) continue;
    if (![...lacks, ...commonLacks].includes(field)) throw new Fault(40415, `BSON field '${name}.${field}' is an unknown field.`);
    if (value !== false) throw notImplemented(`${field} in ${name}`);
  }
};

/** One member cannot give what more would: the write stands, and the reply says so, as MongoDB's does. */
export const unsatisfiedConcern = ({ writeConcern }: Document): Document => {
  const w: unknown = isDocument(writeConcern) ? (writeConcern['w'] ?? 1) : 1;
  if (w === 'majority' || (numberOf(w) ?? 2) <= 1) return {};
  return { writeConcernError: { code: 100, codeName: 'UnsatisfiableWriteConcern', errmsg: 'Not enough data-bearing nodes' } };
};
