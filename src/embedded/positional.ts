import type { Document } from 'bson';
import { badValue, failedToParse } from './faults.ts';
import { compileFilter, type MatchContext, type Matcher, type Positions } from './match.ts';
import { fieldOf, isDocument } from './types.ts';
import { isIndex } from './paths.ts';
import { show, showElement, showFields } from './show.ts';

export type ArrayFilters = ReadonlyMap<string, (element: unknown) => boolean>;

/** Each filter speaks of one identifier, the first part of its field names. */
export function compileArrayFilters(filters: readonly Document[] = [], context: MatchContext = {}): ArrayFilters {
  const compiled = new Map<string, (element: unknown) => boolean>();
  for (const filter of filters) {
    const names = [...new Set(topNames(filter))];
    const [name, other] = names;
    if (name === undefined) throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    if (other !== undefined)
      throw failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${name}' and '${other}'`,
      );
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
      throw badValue(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (compiled.has(name)) throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    const matcher = compileFilter(filter, context);
    compiled.set(name, (element) => matcher.matches({ [name]: element }));
  }
  return compiled;
}

function topNames(filter: Document): string[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] ?? ''];
    return Array.isArray(value) ? value.filter(isDocument).flatMap(topNames) : [];
  });
}

const identifierOf = (part: string): string | undefined => /^\$\[(.*)\]$/.exec(part)?.[1];
export const isPositional = (part: string): boolean => part === '$' || identifierOf(part) !== undefined;

/** Every identifier of a path must have its filter; those used are noted. */
export function useIdentifiers(parts: readonly string[], filters: ArrayFilters, used: Set<string>): void {
  for (const part of parts) {
    const name = identifierOf(part);
    if (!name) continue;
    if (!filters.has(name)) throw badValue(`No array filter found for identifier '${name}' in path '${parts.join('.')}'`);
    used.add(name);
  }
}

export function refuseUnused(filters: ArrayFilters, used: ReadonlySet<string>, update: Document): void {
  const unused = [...filters.keys()].find((name) => !used.has(name));
  if (unused) throw failedToParse(`The array filter for identifier '${unused}' was not used in the update ${showFields(update)}`);
}

/** The places in one document that a path with `$`, `$[]` or `$[name]` stands for. */
export function placesOf(doc: Document, parts: readonly string[], matcher: Matcher, filters: ArrayFilters): string[][] {
  let positions: Positions | undefined;
  const walk = (node: unknown, done: string[], at: number): string[][] => {
    const part = parts[at];
    if (part === undefined) return [done];
    if (part === '$') {
      const index = (positions ??= matcher.positions(doc)).at(done.join('.'));
      if (index === undefined) throw badValue('The positional operator did not find the match needed from the query.');
      return walk(childOf(node, String(index)), [...done, String(index)], at + 1);
    }
    const name = identifierOf(part);
    if (name === undefined) return walk(childOf(node, part), [...done, part], at + 1);
    if (node === undefined) throw badValue(`The path '${done.join('.')}' must exist in the document in order to apply array updates.`);
    if (!Array.isArray(node)) throw badValue(`Cannot apply array updates to non-array element ${done.at(-1) ?? ''}: ${show(node)}`);
    const passes = filters.get(name);
    return (node as unknown[]).flatMap((element, i) => (!passes || passes(element) ? walk(element, [...done, String(i)], at + 1) : []));
  };
  return walk(doc, [], 0);
}

function childOf(node: unknown, part: string): unknown {
  if (isDocument(node)) return fieldOf(node, part);
  return Array.isArray(node) && isIndex(part) ? (node as unknown[])[Number(part)] : undefined;
}

/** The value at a path without positional parts, refused where an array lies on the way: what $rename asks. */
export function plainValueAt(doc: Document, parts: readonly string[], role: 'source' | 'destination'): unknown {
  let node: unknown = doc;
  for (const [i, part] of parts.entries()) {
    if (Array.isArray(node)) {
      const array = `an array field called '${parts[i - 1] ?? ''}'`;
      throw badValue(
        `The ${role} field cannot be an array element, '${parts.join('.')}' in doc with ${showElement('_id', doc._id).slice(1, -1)} has ${array}`,
      );
    }
    node = isDocument(node) ? fieldOf(node, part) : undefined;
  }
  return node;
}
