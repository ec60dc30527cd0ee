import type { Document } from 'bson';
import { compileExpression } from './expressions.ts';
import { located, notImplemented } from './faults.ts';
import { compileElement, type Matcher } from './match.ts';
import { isNumeric, wholeNumber } from './numbers.ts';
import { isTruthy } from './predicates.ts';
import { show } from './show.ts';
import { fieldsOf, firstField, isDocument } from './types.ts';
import { lacking } from './vocabulary-query.ts';

export interface ProjectionContext {
  readonly matcher?: Matcher | undefined;
  readonly let?: Document | undefined;
  readonly now?: Date | undefined;
  /** In a $project stage `$slice` is an expression, and `$elemMatch` and `a.$` do not exist. */
  readonly aggregation?: boolean;
}

/** What is asked of one field. */
export type Leaf =
  | { readonly kind: 'include' | 'exclude' }
  | { readonly kind: 'slice'; readonly cut: (array: readonly unknown[]) => readonly unknown[] }
  | { readonly kind: 'elements'; readonly pick: (value: unknown) => unknown }
  | { readonly kind: 'computed'; readonly expression: (doc: Document) => unknown };
export type Tree = Map<string, Leaf | Tree>;

export interface Projection {
  readonly tree: Tree;
  readonly inclusive: boolean;
  /** The path of the array that `a.$` narrows. */
  readonly positional: string | undefined;
  readonly computes: boolean;
}

export function parseProjection(spec: Document, context: ProjectionContext): Projection {
  const leaves = flatten(spec, [], context);
  const own = leaves.filter(({ path }) => path.join('.') !== '_id');
  const positional = leaves.filter(({ narrows }) => narrows).map(({ path }) => path.join('.'));
  if (positional.length > 1) throw located(31276, 'Cannot specify more than one positional projection per query.');
  const inclusive = decideKind(own, leaves.find(({ path }) => path.join('.') === '_id')?.leaf);
  for (const { path, leaf } of own) {
    if (inclusive && leaf.kind === 'exclude')
      throw located(31254, `Cannot do exclusion on field ${path.join('.')} in inclusion projection`);
    if (!inclusive && (leaf.kind === 'include' || leaf.kind === 'computed'))
      throw located(31253, `Cannot do inclusion on field ${path.join('.')} in exclusion projection`);
  }
  const tree: Tree = new Map();
  if (inclusive && !leaves.some(({ path }) => path[0] === '_id')) tree.set('_id', { kind: 'include' });
  for (const { path, leaf } of leaves) plant(tree, path, leaf);
  return {
    tree,
    inclusive,
    positional: positional[0],
    computes: leaves.some(({ leaf }) => leaf.kind === 'computed' || leaf.kind === 'elements'),
  };
}

interface Asked {
  readonly path: readonly string[];
  readonly leaf: Leaf;
  readonly narrows?: boolean;
}

/** The first field that says so decides; `_id` only where it stands alone. A lone $slice keeps the other fields, a lone $elemMatch does not. */
function decideKind(own: readonly Asked[], id: Leaf | undefined): boolean {
  const decisive = own.find(({ leaf }) => leaf.kind !== 'slice' && leaf.kind !== 'elements')?.leaf ?? (own.length === 0 ? id : undefined);
  if (decisive) return decisive.kind !== 'exclude';
  return own.some(({ leaf }) => leaf.kind === 'elements') || (id !== undefined && id.kind !== 'exclude');
}

function flatten(spec: Document, above: readonly string[], context: ProjectionContext): Asked[] {
  return fieldsOf(spec).flatMap(([name, value]) => {
    const parts = [...above, ...name.split('.')];
    if (parts.at(-1) === '$' && parts.length > 1) {
      if (context.aggregation) throw located(31324, 'Cannot use positional projection in aggregation projection');
      if (!isTruthy(value)) throw located(31395, 'positional projection cannot be used with exclusion');
      return [{ path: parts.slice(0, -1), leaf: { kind: 'include' as const }, narrows: true }];
    }
    if (parts.includes('')) throw located(40352, 'FieldPath cannot be constructed with empty string');
    if (parts.some((part) => part.startsWith('$')))
      throw located(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    if (isDocument(value) && !firstField(value)?.startsWith('$')) {
      if (Object.keys(value).length === 0)
        throw located(51270, `An empty sub-projection is not a valid value. Found empty object at path ${parts.join('.')}`);
      return flatten(value, parts, context);
    }
    const leaf = leafOf(value, context);
    if (leaf.kind === 'elements' && parts.length > 1) throw located(31275, 'Cannot use $elemMatch projection on a nested field');
    return [{ path: parts, leaf }];
  });
}

function leafOf(value: unknown, context: ProjectionContext): Leaf {
  if (isNumeric(value) || typeof value === 'boolean') return { kind: isTruthy(value) ? 'include' : 'exclude' };
  const operator = firstField(value);
  if (!context.aggregation && operator === '$slice') return { kind: 'slice', cut: slicer((value as Document).$slice) };
  if (!context.aggregation && operator === '$elemMatch') return { kind: 'elements', pick: picker((value as Document).$elemMatch, context) };
  if (operator !== undefined && lacking.projectionOperators.includes(operator)) throw notImplemented(`${operator} in a projection`);
  return { kind: 'computed', expression: compileExpression(value, context) };
}

function slicer(given: unknown): (array: readonly unknown[]) => readonly unknown[] {
  const numbers = (Array.isArray(given) ? given : [given]).map((item: unknown) => wholeNumber(item));
  const [first, count] = numbers.map(Number);
  if (numbers.includes(undefined) || first === undefined || numbers.length > 2)
    throw located(
      28667,
      `Invalid $slice syntax. The given syntax { $slice: ${show(given)} } did not match the find() syntax because :: $slice takes one or two numbers`,
    );
  if (!Array.isArray(given)) return (array) => (first < 0 ? array.slice(first) : array.slice(0, first));
  if (count === undefined || count <= 0) throw located(28724, `$slice limit must be positive`);
  return (array) => {
    const start = first < 0 ? Math.max(0, array.length + first) : first;
    return array.slice(start, start + count);
  };
}

/** The first element that matches, alone in its array; no field at all where none does. */
function picker(condition: unknown, context: ProjectionContext): (value: unknown) => unknown {
  const test = compileElement(condition, context);
  return (value) => {
    const found: unknown = Array.isArray(value) ? value.find((element: unknown) => test(element)) : undefined;
    return found === undefined ? undefined : [found];
  };
}

/** No path may be asked for twice, nor together with something inside it. */
export function plant(tree: Tree, path: readonly string[], leaf: Leaf): void {
  const whole = path.join('.');
  let node = tree;
  for (const [i, part] of path.slice(0, -1).entries()) {
    const next: Leaf | Tree = node.get(part) ?? new Map<string, Leaf | Tree>();
    if (!(next instanceof Map)) throw located(31249, `Path collision at ${whole} remaining portion ${path.slice(i + 1).join('.')}`);
    node.set(part, next);
    node = next;
  }
  const last = path.at(-1) ?? '';
  if (node.has(last)) throw located(31250, `Path collision at ${whole}`);
  node.set(last, leaf);
}
