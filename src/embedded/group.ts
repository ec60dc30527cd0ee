import type { Document } from 'bson';
import { accumulators, type Accumulator } from './accumulators.ts';
import { compileExpression, type MatchContext } from './expressions.ts';
import { located, notImplemented } from './faults.ts';
import { encodeKey } from './keys.ts';
import { fieldsOf, firstField, isDocument, putField, typeName } from './types.ts';
import { lacking } from './vocabulary-query.ts';

interface Column {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly value: (doc: Document) => unknown;
}

/** Takes documents one by one and keeps one running result for each group, in the order in which the groups appeared. */
export interface Grouping {
  add(doc: Document): void;
  results(): Iterable<Document>;
}

/** Compiles a $group; each run begins with none of its groups. */
export function compileGroup(spec: unknown, context: MatchContext): () => Grouping {
  if (!isDocument(spec)) throw located(15947, "a group's fields must be specified in an object");
  if (!('_id' in spec)) throw located(15955, 'a group specification must include an _id');
  const id = compileExpression(spec._id, context);
  const columns = fieldsOf(spec).flatMap(([name, given]) => (name === '_id' ? [] : [columnOf(name, given, context)]));
  return () => {
    const groups = new Map<string, { id: unknown; running: Accumulator[] }>();
    return {
      add(doc) {
        const value = id(doc) ?? null;
        const key = encodeKey([value], [1]).toString('latin1');
        let group = groups.get(key);
        if (!group) groups.set(key, (group = { id: value, running: columns.map(({ make }) => make()) }));
        for (const [i, column] of columns.entries()) group.running[i]?.add(column.value(doc));
      },
      *results() {
        for (const { id: _id, running } of groups.values()) {
          const result: Document = { _id };
          for (const [i, { name }] of columns.entries()) putField(result, name, running[i]?.result());
          yield result;
        }
      },
    };
  };
}

function columnOf(name: string, given: unknown, context: MatchContext): Column {
  if (name.includes('.')) throw located(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw located(40236, `The field name '${name}' cannot be an operator name`);
  const operator = firstField(given);
  if (!isDocument(given) || !operator?.startsWith('$')) throw located(40234, `The field '${name}' must be an accumulator object`);
  if (Object.keys(given).length > 1) throw located(40238, `The field '${name}' must specify one accumulator`);
  const make = accumulators[operator];
  if (!make)
    throw lacking.accumulators.includes(operator)
      ? notImplemented(`${operator} in a $group`)
      : located(15952, `unknown group operator '${operator}'`);
  const argument: unknown = given[operator];
  if (operator === '$count' && !(isDocument(argument) && Object.keys(argument).length === 0))
    throw located(1500, `$count takes no arguments, i.e. $count:{}, not ${typeName(argument)}`);
  if (operator !== '$count' && Array.isArray(argument)) throw located(40237, `The ${operator} accumulator is a unary operator`);
  const value = operator === '$count' ? () => undefined : compileExpression(argument, context);
  return { name, make, value };
}
