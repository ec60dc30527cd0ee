import { z } from 'zod';
import { spokenName } from '../people/organisation.ts';

/** Where tanks stand: a depot ashore, or a craft (a barge or a truck) that carries its tanks with it. */
export interface Site {
  /** A readable slug; the first part of the id of each of its tanks. */
  readonly id: string;
  readonly kind: 'shore' | 'craft';
  readonly owner: string;
  /** The port of a depot; of a craft the one it mainly works from. */
  readonly port: string;
  /** Customs district (two digits) or office (four) whose officers see what lies here. */
  readonly district: string;
  /** The craft of the fleet register; null ashore. */
  readonly craft: string | null;
  readonly name: { readonly en: string; readonly zh?: string | undefined };
  readonly openedAt: string;
}

export const siteId = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/)
  .meta({ id: 'SiteId', description: 'a readable slug', example: 'laotangshan' });

export const district = z
  .string()
  .regex(/^[0-9]{2}(?:[0-9]{2})?$/)
  .meta({ id: 'District', description: 'customs district (two digits) or office in it (four)', example: '29' });

export const siteReply = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['shore', 'craft']),
    owner: z.string(),
    port: z.string(),
    district: z.string(),
    craft: z.string().nullable(),
    name: spokenName,
    openedAt: z.iso.datetime(),
  })
  .meta({ id: 'Site' });

export const shownSite = ({ id, kind, owner, port, district: code, craft, name, openedAt }: Site): z.input<typeof siteReply> => ({
  id,
  kind,
  owner,
  port,
  district: code,
  craft,
  name: { en: name.en, ...(name.zh !== undefined && { zh: name.zh }) },
  openedAt,
});
