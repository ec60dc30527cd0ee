import type { Document } from 'bson';
import { Fault, notImplemented } from './faults.ts';
import { isDocument } from './types.ts';
import { numberOf } from './values.ts';
import { aliases, commands, commonFields, lackingCommands, statements, transactional, type CommandWords } from './vocabulary.ts';

/** The command's own name; refuses what nobody has with MongoDB's code and what only MongoDB has by name. */
export const knownCommand = (body: Document): string => {
  const asked = Object.keys(body)[0] ?? '';
  const name = aliases[asked] ?? asked;
  const known = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (known === undefined) {
    if (lackingCommands.includes(asked)) throw notImplemented(`the command ${asked}`);
    throw new Fault(59, 'CommandNotFound', `no such command: '${asked}'`);
  }
  checkFields(body, name, known, [asked, ...commonFields]);
  checkStatements(body, name);
  if (body['autocommit'] === false && !transactional.includes(name))
    throw new Fault(263, 'OperationNotSupportedInTransaction', `Cannot run '${name}' in a multi-document transaction.`);
  const concern: unknown = body['readConcern'];
  if (isDocument(concern) && concern['level'] === 'snapshot' && body['autocommit'] !== false)
    throw notImplemented('snapshot reads outside a transaction');
  return name;
};

const checkFields = (body: Document, name: string, { fields, lacks }: CommandWords, more: readonly string[]): void => {
  for (const [field, value] of Object.entries(body)) {
    if (fields.includes(field) || more.includes(field) || name === 'hello' || name === 'getParameter') continue;
    if (!lacks.includes(field)) throw new Fault(40415, 'IDLUnknownField', `BSON field '${name}.${field}' is an unknown field.`);
    if (value !== false && !isNoCollation(field, value)) throw notImplemented(`${field} in ${name}`);
  }
};

/** Simple collation is comparison by bytes, which is what the store does. */
const isNoCollation = (field: string, value: unknown): boolean =>
  field === 'collation' && isDocument(value) && (Object.keys(value).length === 0 || value['locale'] === 'simple');

const checkStatements = (body: Document, name: string): void => {
  for (const field of ['updates', 'deletes'] as const) {
    const given: unknown = body[field];
    if (Array.isArray(given))
      for (const statement of given) if (isDocument(statement)) checkFields(statement, `${name}.${field}`, statements[field], []);
  }
};

/** One member cannot give what more would: the write stands, and the reply says so, as MongoDB's does. */
export const unsatisfiedConcern = (body: Document): Document => {
  const concern: unknown = body['writeConcern'];
  const w: unknown = isDocument(concern) ? concern['w'] : undefined;
  if (w === undefined || w === 'majority' || (numberOf(w) ?? Infinity) <= 1) return {};
  const unknown = typeof w === 'string';
  return {
    writeConcernError: unknown
      ? { code: 79, codeName: 'UnknownReplWriteConcern', errmsg: `No write concern mode named '${w}' found in replica set configuration` }
      : { code: 100, codeName: 'UnsatisfiableWriteConcern', errmsg: 'Not enough data-bearing nodes' },
  };
};
