import type { Document } from 'bson';
import { Fault, notImplemented } from './faults.ts';
import { fieldsOf, isDocument } from './types.ts';
import { isNumeric, isTrue } from './values.ts';

/** The fields that are asked for, by name: whole, in part, or (the _id) not at all. */
type Tree = Map<string, boolean | Tree>;

/** Included fields keep the document's order; only the _id, which comes unasked, may be left out. */
export function compileProjection(spec: Document): (doc: Document) => Document {
  const tree: Tree = new Map();
  for (const [path, value] of fieldsOf(spec)) plant(tree, checkedParts(path, value), isTrue(value));
  if (tree.size === 0) return (doc) => doc;
  if (tree.size === 1 && tree.get('_id') === false) return ({ _id, ...others }: Document & { _id?: unknown }) => others;
  if (!tree.has('_id')) tree.set('_id', true);
  return (doc) => shaped(doc, tree);
}

function checkedParts(path: string, value: unknown): readonly string[] {
  const parts = path.split('.');
  if (parts.includes('')) throw new Fault(40352, 'FieldPath cannot be constructed with empty string');
  if (parts.at(-1) === '$') throw notImplemented('the positional $ in a projection');
  if (parts.some((part) => part.startsWith('$'))) throw new Fault(16410, "FieldPath field names may not start with '$'.");
  if (typeof value !== 'boolean' && !isNumeric(value)) throw notImplemented(`what is more than 1 or 0 in a projection (${path})`);
  if (!isTrue(value) && path !== '_id') throw notImplemented(`exclusion of fields in a projection (${path})`);
  return parts;
}

/** No path may be asked for twice, nor together with something inside it. */
function plant(tree: Tree, [name = '', ...rest]: readonly string[], on: boolean): void {
  const there = tree.get(name);
  if (rest.length === 0 && there !== undefined) throw new Fault(31250, `Path collision at ${name}`);
  if (typeof there === 'boolean') throw new Fault(31249, `Path collision at ${name} remaining portion ${rest.join('.')}`);
  if (rest.length === 0) return void tree.set(name, on);
  const inner: Tree = there ?? new Map<string, boolean | Tree>();
  tree.set(name, inner);
  plant(inner, rest, on);
}

const shaped = (doc: Document, tree: Tree): Document =>
  Object.fromEntries(
    fieldsOf(doc).flatMap(([name, value]) => {
      const wanted = tree.get(name) ?? false;
      const kept = wanted instanceof Map ? inside(value, wanted) : wanted ? value : undefined;
      return kept === undefined ? [] : [[name, kept] as const];
    }),
  );

/** Each document of an array, in nested arrays too; what has no fields stays away. */
function inside(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => inside(item, tree)).filter((item) => item !== undefined);
  return isDocument(value) ? shaped(value, tree) : undefined;
}
