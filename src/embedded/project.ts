import type { Document } from 'bson';
import { Fault, notImplemented } from './faults.ts';
import { fieldsOf, isDocument, operatorsOf, putField } from './types.ts';
import { isNumeric } from './numbers.ts';
import { isTrue } from './values.ts';
import { lacking } from './vocabulary-query.ts';

/** What is asked of the fields by name: to be there or not, as a whole or in part. */
type Tree = Map<string, boolean | Tree>;

/** Included fields keep the document's order; nothing is computed. */
export function compileProjection(spec: Document): (doc: Document) => Document {
  const leaves = flatten(spec, []);
  if (leaves.length === 0) return (doc) => doc;
  const own = leaves.filter(([path]) => path.join('.') !== '_id');
  const inclusive = (own[0] ?? leaves[0])?.[1] ?? true;
  const other = own.find(([, on]) => on !== inclusive)?.[0].join('.');
  if (other !== undefined)
    throw inclusive
      ? new Fault(31254, `Cannot do exclusion on field ${other} in inclusion projection`)
      : new Fault(31253, `Cannot do inclusion on field ${other} in exclusion projection`);
  const tree: Tree = new Map(inclusive && !leaves.some(([path]) => path[0] === '_id') ? [['_id', true]] : []);
  for (const [path, on] of leaves) plant(tree, path, on);
  return (doc) => shaped(doc, tree, inclusive);
}

function shaped(doc: Document, tree: Tree, inclusive: boolean): Document {
  const result: Document = {};
  for (const [name, value] of fieldsOf(doc)) {
    const wanted = tree.get(name) ?? !inclusive;
    const kept = wanted instanceof Map ? inside(value, wanted, inclusive) : wanted ? value : undefined;
    if (kept !== undefined) putField(result, name, kept);
  }
  return result;
}

/** Each document of an array, in nested arrays too; a scalar stays only where fields are taken out. */
function inside(value: unknown, tree: Tree, inclusive: boolean): unknown {
  if (isDocument(value)) return shaped(value, tree, inclusive);
  if (!Array.isArray(value)) return inclusive ? undefined : value;
  return value.map((item: unknown) => inside(item, tree, inclusive)).filter((item) => item !== undefined);
}

type Leaf = readonly [path: readonly string[], on: boolean];

function flatten(spec: Document, above: readonly string[]): Leaf[] {
  return fieldsOf(spec).flatMap(([name, value]) => {
    const path = [...above, ...name.split('.')];
    if (path.includes('')) throw new Fault(40352, 'FieldPath cannot be constructed with empty string');
    if (path.at(-1) === '$') throw notImplemented('the positional $ in a projection');
    if (path.some((part) => part.startsWith('$'))) throw new Fault(16410, `FieldPath field names may not start with '$'.`);
    if (typeof value === 'boolean' || isNumeric(value)) return [[path, isTrue(value)] as const];
    if (!isDocument(value) || operatorsOf(value)) throw computedField(value);
    if (Object.keys(value).length === 0) throw new Fault(51270, `An empty sub-projection is not a valid value: ${path.join('.')}`);
    return flatten(value, path);
  });
}

/** What computes a field is refused: by name where MongoDB has it. */
export function computedField(value: unknown): Fault {
  const [operator] = Object.keys(operatorsOf(value) ?? {});
  const known = operator === undefined || [...lacking.expressions, ...lacking.projectionOperators].includes(operator);
  return known
    ? notImplemented(`computed fields (${operator ?? 'a constant or a path'})`)
    : new Fault(168, `Unrecognized expression '${operator}'`);
}

/** No path may be asked for twice, nor together with something inside it. */
function plant(tree: Tree, path: readonly string[], on: boolean): void {
  const [name = '', ...rest] = path;
  const there = tree.get(name);
  if (rest.length === 0) {
    if (there !== undefined) throw new Fault(31250, `Path collision at ${name}`);
    tree.set(name, on);
    return;
  }
  if (typeof there === 'boolean') throw new Fault(31249, `Path collision at ${name} remaining portion ${rest.join('.')}`);
  const inner: Tree = there ?? new Map<string, boolean | Tree>();
  tree.set(name, inner);
  plant(inner, rest, on);
}
