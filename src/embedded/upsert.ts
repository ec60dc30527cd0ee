import type { Document } from 'bson';
import { alter } from './alter.ts';
import { Fault } from './faults.ts';
import { isRegex, operatorsOf } from './predicates.ts';

/** The document an upsert starts from: what the filter says must be equal. */
export function upsertSeed(filter: Document): Document {
  const seen: string[] = [];
  let seed: Document = {};
  for (const [path, value] of equalities(filter)) {
    const clash = seen.find((other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`));
    if (clash !== undefined) {
      const matched = clash.length < path.length ? clash : path;
      throw new Fault(54, 'NotSingleValueField', `cannot infer query fields to set, path '${matched}' is matched twice`);
    }
    seen.push(path);
    seed = alter(seed, path.split('.'), { creates: true, to: () => value });
  }
  return seed;
}

function* equalities(filter: Document): Generator<[path: string, value: unknown]> {
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' || (name === '$or' && (value as unknown[]).length === 1))
      for (const clause of value as Document[]) yield* equalities(clause);
    if (name.startsWith('$')) continue;
    const operators = operatorsOf(value);
    if (operators) yield* wanted(operators).map((item): [string, unknown] => [name, item]);
    else if (!isRegex(value)) yield [name, value];
  }
}

function wanted(operators: Document): unknown[] {
  const sole = (list: unknown): unknown[] =>
    Array.isArray(list) && list.length === 1 && !isRegex(list[0]) && !operatorsOf(list[0]) ? [list[0]] : [];
  return [...('$eq' in operators ? [operators.$eq as unknown] : []), ...sole(operators.$in), ...sole(operators.$all)];
}
