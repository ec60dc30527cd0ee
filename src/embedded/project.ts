import type { Document } from 'bson';
import { badValue, located } from './faults.ts';
import type { Matcher } from './match.ts';
import { parseProjection, type Leaf, type ProjectionContext, type Tree } from './projection-spec.ts';
import { fieldsOf, isDocument, putField } from './types.ts';

export type { ProjectionContext } from './projection-spec.ts';

/** Included fields keep the document's order; computed ones and those of $elemMatch follow in the order of the specification. */
export function compileProjection(spec: Document, context: ProjectionContext = {}): (doc: Document) => Document {
  if (Object.keys(spec).length === 0) {
    if (context.aggregation) throw located(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
    return (doc) => doc;
  }
  const { tree, inclusive, positional, computes } = parseProjection(spec, context);
  return (doc) => {
    const kept = inclusive ? included(doc, tree) : excluded(doc, tree);
    if (positional !== undefined) narrow(kept, positional, doc, context.matcher);
    return computes ? computed(kept, tree, doc) : kept;
  };
}

/** Applies to each document of an array, in nested arrays too; a scalar stays only where fields are taken out. */
function each(value: unknown, change: (doc: Document) => Document, keepsScalars: boolean): unknown {
  if (isDocument(value)) return change(value);
  if (!Array.isArray(value)) return keepsScalars ? value : undefined;
  return value.map((item: unknown) => each(item, change, keepsScalars)).filter((item) => item !== undefined);
}

function included(doc: Document, tree: Tree): Document {
  const result: Document = {};
  for (const [name, value] of fieldsOf(doc)) {
    const wanted = tree.get(name);
    const kept =
      wanted === undefined
        ? undefined
        : wanted instanceof Map
          ? each(value, (item) => included(item, wanted), false)
          : byLeaf(value, wanted);
    if (kept !== undefined) putField(result, name, kept);
  }
  return result;
}

function excluded(doc: Document, tree: Tree): Document {
  const result: Document = {};
  for (const [name, value] of fieldsOf(doc)) {
    const wanted = tree.get(name);
    const kept =
      wanted === undefined ? value : wanted instanceof Map ? each(value, (item) => excluded(item, wanted), true) : byLeaf(value, wanted);
    if (kept !== undefined) putField(result, name, kept);
  }
  return result;
}

/** What stays of a field before anything is computed. */
function byLeaf(value: unknown, leaf: Leaf): unknown {
  if (leaf.kind === 'include') return value;
  return leaf.kind === 'slice' ? (Array.isArray(value) ? leaf.cut(value) : value) : undefined;
}

/** Adds what is computed, to documents on the way and to each document of an array; a value in the way makes room. */
export function computed(target: unknown, tree: Tree, root: Document): Document {
  if (Array.isArray(target)) return target.map((item: unknown) => computed(item, tree, root));
  const result: Document = isDocument(target) ? Object.fromEntries(fieldsOf(target)) : {};
  for (const [name, wanted] of tree) {
    if (wanted instanceof Map) {
      if (computesIn(wanted)) putField(result, name, computed(result[name], wanted, root));
    } else if (wanted.kind === 'computed' || wanted.kind === 'elements') {
      const value = wanted.kind === 'computed' ? wanted.expression(root) : wanted.pick(root[name]);
      if (value === undefined) delete result[name];
      else putField(result, name, value);
    }
  }
  return result;
}

const computesIn = (tree: Tree): boolean =>
  [...tree.values()].some((wanted) =>
    wanted instanceof Map ? computesIn(wanted) : wanted.kind === 'computed' || wanted.kind === 'elements',
  );

/** Leaves of the array at the path only the element that the filter matched. */
function narrow(kept: Document, path: string, doc: Document, matcher: Matcher | undefined): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  const owner = parts.reduce<unknown>((node, part) => (isDocument(node) ? (node[part] as unknown) : undefined), kept);
  if (!isDocument(owner) || !Array.isArray(owner[last])) return;
  if (!matcher) throw badValue('a positional projection needs a filter');
  const index = matcher.positions(doc).at(path);
  const element: unknown = index === undefined ? undefined : (owner[last] as unknown[])[index];
  if (element === undefined)
    throw located(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  owner[last] = [element];
}
