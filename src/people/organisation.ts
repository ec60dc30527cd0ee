import { z } from 'zod';
import { id, line } from '../http/schemas.ts';
import type { Reason } from '../refusal.ts';
import type { Actor } from '../work.ts';
import { isCreditCode } from './credit-code.ts';
import { roles, type Role } from './roles.ts';

/** A name or an office in English and, where there is one, in Chinese. */
export const spokenName = z
  .strictObject({ en: line(160), zh: line(160).optional() })
  .meta({ id: 'SpokenName', example: { en: 'Customs of Zhoushan', zh: '舟山海关' } });

export const role = z.enum(roles).meta({ id: 'Role' });

const unlocode = z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/);
/** Two digits name a district, four an office in it. */
const district = z.string().regex(/^[0-9]{2}([0-9]{2})?$/);

/** What an administrator says of an organisation when it is admitted. */
export const organisationDraft = {
  kind: role,
  name: spokenName,
  creditCode: z.string().trim().toUpperCase().min(1).max(18).optional().meta({ description: 'unified social credit code, GB 32100' }),
  address: spokenName.optional().meta({ description: "a supplier's stands on its delivery notes" }),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 ()/-]{4,30}$/)
    .optional(),
  districts: z.array(district).min(1).max(50).optional().meta({ description: 'customs districts; customs only' }),
  ports: z.array(unlocode).min(1).max(100).optional().meta({ description: 'UN/LOCODEs; port operators and maritime authorities only' }),
};

export type OrganisationDraft = z.output<z.ZodObject<typeof organisationDraft>>;

export interface Organisation extends OrganisationDraft {
  readonly _id: string;
  readonly admittedAt: Date;
}

/** The public register: whoever is signed in may read it. */
export const organisationReply = z
  .strictObject({
    id,
    kind: role,
    name: spokenName,
    creditCode: z.string().optional(),
    address: spokenName.optional(),
    phone: z.string().optional(),
    districts: z.array(z.string()).optional(),
    ports: z.array(z.string()).optional(),
    admittedAt: z.iso.datetime(),
  })
  .meta({ id: 'Organisation' });

export function shownOrganisation({
  _id,
  admittedAt,
  kind,
  name,
  creditCode,
  address,
  phone,
  districts,
  ports,
}: Organisation): z.input<typeof organisationReply> {
  return {
    id: _id,
    kind,
    name: shownName(name),
    ...(creditCode !== undefined && { creditCode }),
    ...(address !== undefined && { address: shownName(address) }),
    ...(phone !== undefined && { phone }),
    ...(districts !== undefined && { districts: [...districts] }),
    ...(ports !== undefined && { ports: [...ports] }),
    admittedAt: admittedAt.toISOString(),
  };
}

export const shownName = ({ en, zh }: z.output<typeof spokenName>) => ({ en, ...(zh !== undefined && { zh }) });

/** Who has a place: customs its districts, a port operator and a maritime authority their ports, nobody else. */
const placeOf: Readonly<Partial<Record<Role, 'districts' | 'ports'>>> = {
  customs: 'districts',
  'port-operator': 'ports',
  'maritime-authority': 'ports',
};

/** Every reason why an organisation cannot be admitted as it is described. */
export function organisationFaults(draft: OrganisationDraft): Reason[] {
  const faults: Reason[] = [];
  const { kind, creditCode } = draft;
  if (creditCode !== undefined && !isCreditCode(creditCode)) {
    faults.push({ code: 'CREDIT_CODE_INVALID', field: 'body.creditCode', values: { creditCode }, clause: 'GB 32100-2015' });
  }
  for (const field of ['districts', 'ports'] as const) {
    if (placeOf[kind] === field && draft[field] === undefined)
      faults.push({ code: 'ORGANISATION_PLACE_MISSING', field: `body.${field}`, values: { kind, field } });
    if (placeOf[kind] !== field && draft[field] !== undefined)
      faults.push({ code: 'ORGANISATION_PLACE_UNFIT', field: `body.${field}`, values: { kind, field } });
  }
  return faults;
}

/** A regulator keeps the register of the trade; only an administrator admits those who keep the register themselves. */
export const mayAdmit = (keeper: Actor['role'], kind: Role): boolean =>
  keeper === 'administrator' || (keeper === 'regulator' && kind !== 'administrator' && kind !== 'regulator');
