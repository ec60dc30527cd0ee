import { Double, type Document } from 'bson';
import { Fault, notImplemented, typeMismatch } from './faults.ts';
import { keyName } from './keys.ts';
import { pathParts } from './paths.ts';
import { fieldOf, fieldsOf, isDocument, operatorsOf, typeName } from './types.ts';
import { isNumeric, nearestDouble, wholeNumber, wholeOf } from './values.ts';
import { lacking, stages } from './vocabulary-query.ts';

/** A pipeline: what is looked at, and then perhaps groups. */
export interface Pipeline {
  readonly filter: Document;
  readonly group: Grouping | undefined;
}

export function compilePipeline(pipeline: readonly Document[]): Pipeline {
  const names = pipeline.map(stageName);
  const misplaced = names.findIndex((name, at) => at > 0 && stages.indexOf(name) <= stages.indexOf(names[at - 1] ?? ''));
  if (misplaced > 0) throw notImplemented(`${names[misplaced]} after ${names[misplaced - 1]}`);
  const { $match: filter = {}, $group: group } = Object.assign({}, ...pipeline) as Record<string, unknown>;
  if (!isDocument(filter)) throw new Fault(15959, 'the match filter must be an expression in an object');
  return { filter, group: group === undefined ? undefined : new Grouping(group) };
}

function stageName(stage: unknown): string {
  if (!isDocument(stage)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
  const [name = '', ...others] = Object.keys(stage);
  if (name === '' || others.length > 0) throw new Fault(40323, 'A pipeline stage specification object must contain exactly one field.');
  if (lacking.stages.includes(name)) throw notImplemented(name);
  if (!stages.includes(name)) throw new Fault(40324, `Unrecognized pipeline stage name: '${name}'`);
  return name;
}

/** Takes documents one by one and keeps the sums of each group, in the order in which the groups appeared. */
export class Grouping {
  readonly #idOf: Operand;
  readonly #columns: readonly (readonly [name: string, valueOf: Operand])[];
  readonly #groups = new Map<string, { readonly id: unknown; readonly sums: readonly Sum[] }>();

  constructor(spec: unknown) {
    if (!isDocument(spec)) throw new Fault(15947, "a group's fields must be specified in an object");
    if (!Object.hasOwn(spec, '_id')) throw new Fault(15955, 'a group specification must include an _id');
    const { _id: id, ...columns } = spec as Document & { _id: unknown };
    this.#idOf = compileOperand(id);
    this.#columns = fieldsOf(columns).map(([name, given]) => [name, compileOperand(summand(name, given))]);
  }

  add(doc: Document): void {
    const id = this.#idOf(doc) ?? null;
    const key = keyName(id);
    const group = this.#groups.get(key) ?? { id, sums: this.#columns.map(() => new Sum()) };
    this.#groups.set(key, group);
    for (const [at, [, valueOf]] of this.#columns.entries()) group.sums[at]?.add(valueOf(doc));
  }

  results(): readonly Document[] {
    const columns = (sums: readonly Sum[]): [string, unknown][] => this.#columns.map(([name], at) => [name, sums[at]?.result()]);
    return [...this.#groups.values()].map(({ id, sums }) => Object.fromEntries([['_id', id], ...columns(sums)]));
  }
}

/** A constant, or a field by its path; undefined where it is missing. */
type Operand = (doc: Document) => unknown;

function summand(name: string, given: unknown): unknown {
  if (name.includes('.')) throw new Fault(40235, `The field name '${name}' cannot contain '.'`);
  const [[operator, operand] = ['', undefined], ...others] = fieldsOf(operatorsOf(given) ?? {});
  if (operator === '') throw new Fault(40234, `The field '${name}' must be an accumulator object`);
  if (others.length > 0) throw new Fault(40238, `The field '${name}' must specify one accumulator`);
  if (lacking.accumulators.includes(operator)) throw notImplemented(`${operator} in a $group`);
  if (operator !== '$sum') throw new Fault(15952, `unknown group operator '${operator}'`);
  return operand;
}

/** What computes, and an array on the way, is refused. */
function compileOperand(operand: unknown): Operand {
  if (isDocument(operand) || Array.isArray(operand) || (typeof operand === 'string' && operand.startsWith('$$')))
    throw notImplemented(`what is computed in a $group (${Object.keys(operatorsOf(operand) ?? {})[0] ?? 'an expression'})`);
  if (typeof operand !== 'string' || !operand.startsWith('$')) return () => operand;
  const parts = pathParts(operand.slice(1));
  if (parts.includes('')) throw new Fault(15998, 'FieldPath field names may not be empty strings.');
  return (doc) =>
    parts.reduce<unknown>((node, part) => {
      if (Array.isArray(node)) throw notImplemented(`$group through an array (${operand})`);
      return isDocument(node) ? fieldOf(node, part) : undefined;
    }, doc);
}

/** Whole numbers are summed exactly, whatever their types; a double among them makes a double of the sum. */
class Sum {
  #whole = 0n;
  #isLong = false;
  #isDouble = false;

  add(value: unknown): void {
    if (!isNumeric(value)) return;
    const name = typeName(value);
    if (name === 'double' && !Number.isInteger(nearestDouble(value))) throw notImplemented('$sum of what is no whole number');
    this.#whole += name === 'double' ? BigInt(nearestDouble(value)) : wholeOf(value);
    this.#isDouble ||= name === 'double';
    this.#isLong ||= name === 'long';
  }

  result(): unknown {
    const whole = this.#isDouble ? undefined : wholeNumber(this.#whole, this.#isLong);
    return whole ?? new Double(Number(this.#whole));
  }
}
