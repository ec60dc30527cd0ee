import type { Document } from 'bson';
import { Fault, notImplemented } from './faults.ts';
import { isDocument } from './types.ts';
import { numberOf } from './values.ts';
import { aliases, commands, commonFields, lacking, statements, transactional, type CommandWords } from './vocabulary.ts';

/** The command's own name; refuses what nobody has with MongoDB's code and what only MongoDB has by name. */
export const knownCommand = (body: Document): string => {
  const asked = Object.keys(body)[0] ?? '';
  const name = aliases[asked] ?? asked;
  const known = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (known === undefined) {
    if (lacking.commands.includes(asked)) throw notImplemented(`the command ${asked}`);
    throw new Fault(59, `no such command: '${asked}'`);
  }
  if (name !== 'hello') checkFields(body, name, known, [asked, ...commonFields]);
  for (const field of ['updates', 'deletes'] as const)
    for (const statement of Array.isArray(body[field]) ? (body[field] as unknown[]) : [])
      if (isDocument(statement)) checkFields(statement, `${name}.${field}`, statements[field]);
  if (body['maxTimeMS'] !== undefined) throw notImplemented('maxTimeMS');
  if (body['autocommit'] === false && !transactional.includes(name))
    throw new Fault(263, `Cannot run '${name}' in a multi-document transaction.`);
  const concern: unknown = body['readConcern'];
  if (isDocument(concern) && concern['level'] === 'snapshot' && body['autocommit'] !== false)
    throw notImplemented('snapshot reads outside a transaction');
  return name;
};

const checkFields = (body: Document, name: string, { fields, lacks }: CommandWords, more: readonly string[] = []): void => {
  for (const [field, value] of Object.entries(body)) {
    if (fields.includes(field) || more.includes(field)) continue;
    if (!lacks.includes(field)) throw new Fault(40415, `BSON field '${name}.${field}' is an unknown field.`);
    if (value !== false) throw notImplemented(`${field} in ${name}`);
  }
};

/** One member cannot give what more would: the write stands, and the reply says so, as MongoDB's does. */
export const unsatisfiedConcern = ({ writeConcern }: Document): Document => {
  const w: unknown = isDocument(writeConcern) ? (writeConcern['w'] ?? 1) : 1;
  if (w === 'majority' || (numberOf(w) ?? 2) <= 1) return {};
  return { writeConcernError: { code: 100, codeName: 'UnsatisfiableWriteConcern', errmsg: 'Not enough data-bearing nodes' } };
};
