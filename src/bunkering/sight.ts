import { coveringDistricts } from '../ledger/book.ts';
import type { Organisation } from '../people/organisation.ts';
import type { PeopleStore } from '../people/store.ts';
import type { Actor } from '../work.ts';

/** What of nominations, deliveries and notes a role sees: its own, or those of its ports or its customs districts. */
export type Sight =
  { readonly all: true } | { readonly field: 'line' | 'askedBy' | 'supplier' | 'port' | 'district'; readonly among: readonly string[] };

export function sightIn(actor: Actor, organisation: Pick<Organisation, 'ports' | 'districts'> | null): Sight {
  switch (actor.role) {
    case 'regulator':
    case 'administrator':
    case 'service':
      return { all: true };
    case 'shipping-line':
      return { field: 'line', among: [actor.organisation] };
    case 'ships-agent':
      return { field: 'askedBy', among: [actor.organisation] };
    case 'supplier':
      return { field: 'supplier', among: [actor.organisation] };
    case 'port-operator':
    case 'maritime-authority':
      return { field: 'port', among: organisation?.ports ?? [] };
    case 'customs':
      return { field: 'district', among: organisation?.districts ?? [] };
    default:
      return { field: 'line', among: [] };
  }
}

export async function sightOf(people: Pick<PeopleStore, 'organisation'>, actor: Actor): Promise<Sight> {
  const placed = actor.role === 'port-operator' || actor.role === 'maritime-authority' || actor.role === 'customs';
  return sightIn(actor, placed ? await people.organisation(actor.organisation) : null);
}

interface Placed {
  readonly line: string;
  readonly askedBy: string | { readonly organisation: string };
  readonly supplier: string;
  readonly port: string;
  readonly district: string | null;
}

export function sees(sight: Sight, record: Placed): boolean {
  if ('all' in sight) return true;
  if (sight.field === 'district') return coveringDistricts(record.district).some((code) => sight.among.includes(code));
  const { askedBy } = record;
  const value = sight.field === 'askedBy' ? (typeof askedBy === 'string' ? askedBy : askedBy.organisation) : record[sight.field];
  return sight.among.includes(value);
}
