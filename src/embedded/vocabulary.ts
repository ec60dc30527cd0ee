import * as query from './vocabulary-query.ts';

const words = (text: string): readonly string[] => Object.freeze(text.split(/\s+/).filter((word) => word !== ''));

/** The fields a command takes, and those MongoDB has there that this store lacks: they are refused by name. */
export interface CommandWords {
  readonly fields: readonly string[];
  readonly lacks: readonly string[];
}
const command = (fields: string, lacks = ''): CommandWords => Object.freeze({ fields: words(fields), lacks: words(lacks) });

/** Fields that any command may carry: what the driver adds, and what needs no answer of its own. */
export const commonFields = words(`$db lsid txnNumber autocommit startTransaction readConcern writeConcern maxTimeMS comment $readPreference
  $clusterTime apiVersion apiStrict apiDeprecationErrors`);

/** Every command the store answers. */
export const commands: Readonly<Record<string, CommandWords>> = Object.freeze({
  hello: command(
    'helloOk client compression hostInfo loadBalanced saslSupportedMechs speculativeAuthenticate topologyVersion maxAwaitTimeMS backpressure',
  ),
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
  findAndModify: command('query sort remove update new fields upsert bypassDocumentValidation', 'arrayFilters hint let collation'),
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

/** What may stand in a transaction of several statements. */
export const transactional = words(
  'find getMore killCursors insert update delete findAndModify aggregate create createIndexes commitTransaction abortTransaction',
);

/** The statements inside `update` and `delete`. */
export const statements: Readonly<Record<'updates' | 'deletes', CommandWords>> = Object.freeze({
  updates: command('q u multi upsert', 'hint arrayFilters c collation'),
  deletes: command('q limit', 'hint collation'),
});

/** Other spellings of the same commands. */
export const aliases: Readonly<Record<string, string>> = Object.freeze({
  ismaster: 'hello',
  isMaster: 'hello',
  buildinfo: 'buildInfo',
  findandmodify: 'findAndModify',
});

export const indexOptions: CommandWords = command(
  'key name v background unique sparse partialFilterExpression',
  `expireAfterSeconds hidden collation ns weights default_language language_override textIndexVersion 2dsphereIndexVersion bits min max
  bucketSize wildcardProjection storageEngine prepareUnique clustered`,
);

/** Commands that MongoDB 7.0 has and this store lacks. */
const lackingCommands = words(`distinct dropIndexes listDatabases killSessions getParameter mapReduce collMod compact convertToCapped
  cloneCollectionAsCapped renameCollection reIndex validate currentOp killOp fsync serverStatus collStats dbStats top hostInfo connectionStatus
  getCmdLineOpts getLog setParameter profile planCacheClear createUser updateUser dropUser usersInfo createRole grantRolesToUser authenticate
  saslStart saslContinue logout startSession refreshSessions killAllSessions shardCollection enableSharding replSetGetStatus replSetGetConfig
  replSetInitiate replSetStepDown configureFailPoint setFeatureCompatibilityVersion createSearchIndexes dropSearchIndex listSearchIndexes
  shutdown dataSize dbHash listCommands`);

/** All that the store knows, by kind, for whoever asks what it can do. */
export const vocabulary = Object.freeze({
  commands: Object.keys(commands),
  indexOptions: indexOptions.fields,
  queryOperators: query.queryOperators,
  updateOperators: query.updateOperators,
  stages: query.stages,
  accumulators: query.accumulators,
});
export const lacking = Object.freeze({ commands: lackingCommands, indexOptions: indexOptions.lacks, ...query.lacking });
