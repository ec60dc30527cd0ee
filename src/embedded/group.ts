import type { Document } from 'bson';
import { accumulators, type Accumulator } from './accumulators.ts';
import { Fault, notImplemented } from './faults.ts';
import { keyName } from './keys.ts';
import { computedField } from './project.ts';
import { fieldOf, fieldsOf, isDocument, operatorsOf, putField } from './types.ts';
import { lacking } from './vocabulary-query.ts';

/** Takes documents one by one and keeps one running result for each group, in the order in which the groups appeared. */
export interface Grouping {
  add(doc: Document): void;
  results(): Iterable<Document>;
}

/** Compiles a $group; each run begins with none of its groups. */
export function compileGroup(spec: unknown): () => Grouping {
  if (!isDocument(spec)) throw new Fault(15947, "a group's fields must be specified in an object");
  if (!Object.hasOwn(spec, '_id')) throw new Fault(15955, 'a group specification must include an _id');
  const id = operandOf(spec['_id']);
  const columns = fieldsOf(spec).flatMap(([name, given]) => (name === '_id' ? [] : [{ name, ...columnOf(name, given) }]));
  return () => {
    const groups = new Map<string, { readonly id: unknown; readonly running: readonly Accumulator[] }>();
    return {
      add: (doc) => {
        const value = id(doc) ?? null;
        const key = keyName(value);
        const group = groups.get(key) ?? { id: value, running: columns.map(({ make }) => make()) };
        groups.set(key, group);
        columns.forEach(({ of }, i) => group.running[i]?.add(of(doc)));
      },
      *results() {
        for (const { id: _id, running } of groups.values()) {
          const result: Document = { _id };
          columns.forEach(({ name }, i) => putField(result, name, running[i]?.result()));
          yield result;
        }
      },
    };
  };
}

interface Column {
  readonly make: () => Accumulator;
  readonly of: (doc: Document) => unknown;
}

function columnOf(name: string, given: unknown): Column {
  if (name.includes('.')) throw new Fault(40235, `The field name '${name}' cannot contain '.'`);
  const [[operator, operand] = ['', undefined], ...others] = fieldsOf(operatorsOf(given) ?? {});
  if (operator === '') throw new Fault(40234, `The field '${name}' must be an accumulator object`);
  if (others.length > 0) throw new Fault(40238, `The field '${name}' must specify one accumulator`);
  const make = accumulators[operator];
  if (make !== undefined) return { make, of: operandOf(operand) };
  throw lacking.accumulators.includes(operator)
    ? notImplemented(`${operator} in a $group`)
    : new Fault(15952, `unknown group operator '${operator}'`);
}

/** A constant, or a field by its path, through arrays by each of their elements that has it; what computes is refused. */
export function operandOf(value: unknown): (doc: Document) => unknown {
  if (isDocument(value) || Array.isArray(value) || (typeof value === 'string' && value.startsWith('$$'))) throw computedField(value);
  if (typeof value !== 'string' || !value.startsWith('$')) return () => value;
  const parts = value.slice(1).split('.');
  if (parts.includes('')) throw new Fault(15998, 'FieldPath field names may not be empty strings.');
  return (doc) => follow(doc, parts, 0);
}

function follow(node: unknown, parts: readonly string[], at: number): unknown {
  const part = parts[at];
  if (part === undefined) return node;
  if (Array.isArray(node))
    return node
      .map((element: unknown) => (isDocument(element) || Array.isArray(element) ? follow(element, parts, at) : undefined))
      .filter((item) => item !== undefined);
  return isDocument(node) ? follow(fieldOf(node, part), parts, at + 1) : undefined;
}
