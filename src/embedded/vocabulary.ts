import {
  queryOperators,
  updateOperators,
  projectionOperators,
  stages,
  accumulators,
  expressions,
  lacking as lackingQuery,
} from './vocabulary-query.ts';

const words = (text: string): readonly string[] => Object.freeze(text.split(' ').filter((word) => word !== ''));

/** The fields a command takes, and those MongoDB has there that this store lacks: they are refused by name. */
export interface CommandWords {
  readonly fields: readonly string[];
  readonly lacks: readonly string[];
}
const command = (fields: string, lacks = ''): CommandWords => Object.freeze({ fields: words(fields), lacks: words(lacks) });

/** Fields that any command may carry: what the driver adds, and what needs no answer of its own. */
export const commonFields = words(
  '$db lsid txnNumber autocommit startTransaction readConcern writeConcern maxTimeMS comment $readPreference $clusterTime apiVersion apiStrict apiDeprecationErrors',
);

/** Every command the store answers. */
// prettier-ignore
export const commands: Readonly<Record<string, CommandWords>> = Object.freeze({
  hello: command('helloOk client compression hostInfo loadBalanced saslSupportedMechs speculativeAuthenticate topologyVersion maxAwaitTimeMS backpressure'),
  ping: command(''), buildInfo: command(''), getParameter: command('featureCompatibilityVersion'),
  find: command(
    'filter sort projection hint skip limit batchSize singleBatch let noCursorTimeout allowDiskUse allowPartialResults tailable awaitData oplogReplay',
    'collation returnKey showRecordId max min'),
  getMore: command('collection batchSize'), killCursors: command('cursors'),
  insert: command('documents ordered bypassDocumentValidation'),
  update: command('updates ordered let bypassDocumentValidation'),
  delete: command('deletes ordered let'),
  findAndModify: command('query sort remove update new fields upsert arrayFilters hint let bypassDocumentValidation', 'collation'),
  aggregate: command('pipeline cursor allowDiskUse hint let bypassDocumentValidation', 'collation explain'),
  count: command('query limit skip hint', 'collation'), distinct: command('key query hint', 'collation'), explain: command('verbosity'),
  create: command('', 'capped size max validator validationLevel validationAction viewOn pipeline collation timeseries expireAfterSeconds clusteredIndex changeStreamPreAndPostImages encryptedFields storageEngine indexOptionDefaults'),
  drop: command(''), dropDatabase: command(''), createIndexes: command('indexes commitQuorum'), dropIndexes: command('index'),
  listCollections: command('filter nameOnly cursor authorizedCollections'), listIndexes: command('cursor'), listDatabases: command('filter nameOnly authorizedDatabases'),
  endSessions: command(''), killSessions: command(''), commitTransaction: command('recoveryToken'), abortTransaction: command('recoveryToken'),
});

/** What may stand in a transaction of several statements. */
export const transactional = words(
  'find getMore killCursors insert update delete findAndModify aggregate distinct create createIndexes commitTransaction abortTransaction',
);

/** The statements inside `update` and `delete`. */
export const statements: Readonly<Record<'updates' | 'deletes', CommandWords>> = Object.freeze({
  updates: command('q u multi upsert hint arrayFilters', 'c collation'),
  deletes: command('q limit hint', 'collation'),
});

/** Other spellings of the same commands. */
export const aliases: Readonly<Record<string, string>> = Object.freeze({
  ismaster: 'hello',
  isMaster: 'hello',
  buildinfo: 'buildInfo',
  findandmodify: 'findAndModify',
});

export const indexOptions: CommandWords = command(
  'key name v background unique sparse hidden partialFilterExpression expireAfterSeconds',
  'collation ns weights default_language language_override textIndexVersion 2dsphereIndexVersion bits min max bucketSize wildcardProjection storageEngine prepareUnique clustered',
);

/** Commands that MongoDB 7.0 has and this store lacks. */
export const lackingCommands = words(
  `mapReduce collMod compact convertToCapped cloneCollectionAsCapped renameCollection reIndex validate currentOp killOp fsync
  serverStatus collStats dbStats top hostInfo connectionStatus getCmdLineOpts getLog setParameter profile planCacheClear createUser updateUser dropUser usersInfo createRole
  grantRolesToUser authenticate saslStart saslContinue logout startSession refreshSessions killAllSessions shardCollection enableSharding replSetGetStatus replSetGetConfig
  replSetInitiate replSetStepDown configureFailPoint setFeatureCompatibilityVersion createSearchIndexes dropSearchIndex listSearchIndexes shutdown dataSize dbHash listCommands`.replace(
    /\s+/g,
    ' ',
  ),
);

/** All that the store knows, by kind, for whoever asks what it can do. */
export const vocabulary = Object.freeze({
  commands: Object.keys(commands),
  indexOptions: indexOptions.fields,
  ...{ queryOperators, updateOperators, projectionOperators, stages, accumulators, expressions },
});
export const lacking = Object.freeze({ commands: lackingCommands, indexOptions: indexOptions.lacks, ...lackingQuery });
