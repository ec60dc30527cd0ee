import { coveringDistricts } from '../ledger/book.ts';
import type { Organisation } from '../people/organisation.ts';
import type { PeopleStore } from '../people/store.ts';
import type { Actor } from '../work.ts';
import type { Certificate } from './certificate.ts';

/** What of the certificates a role sees: those it is a party of, or those of its ports or its customs districts. */
export type CertificateSight =
  | { readonly all: true }
  | {
      readonly field: 'line' | 'requestedBy.organisation' | 'supplier' | 'certifier' | 'port' | 'district';
      readonly among: readonly string[];
    };

export function certificateSightIn(actor: Actor, organisation: Pick<Organisation, 'ports' | 'districts'> | null): CertificateSight {
  const own = [actor.organisation];
  switch (actor.role) {
    case 'regulator':
    case 'administrator':
    case 'service':
      return { all: true };
    case 'shipping-line':
      return { field: 'line', among: own };
    case 'ships-agent':
      return { field: 'requestedBy.organisation', among: own };
    case 'supplier':
      return { field: 'supplier', among: own };
    case 'certifier':
      return { field: 'certifier', among: own };
    case 'maritime-authority':
    case 'port-operator':
      return { field: 'port', among: organisation?.ports ?? [] };
    case 'customs':
      return { field: 'district', among: organisation?.districts ?? [] };
  }
}

export async function certificateSight(people: Pick<PeopleStore, 'organisation'>, actor: Actor): Promise<CertificateSight> {
  const placed = actor.role === 'port-operator' || actor.role === 'maritime-authority' || actor.role === 'customs';
  return certificateSightIn(actor, placed ? await people.organisation(actor.organisation) : null);
}

export function seesCertificate(sight: CertificateSight, certificate: Certificate): boolean {
  if ('all' in sight) return true;
  if (sight.field === 'district') return coveringDistricts(certificate.district).some((code) => sight.among.includes(code));
  const value = sight.field === 'requestedBy.organisation' ? certificate.requestedBy.organisation : certificate[sight.field];
  return sight.among.includes(value);
}
