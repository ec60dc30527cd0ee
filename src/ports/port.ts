import { z } from 'zod';
import { datePrecisions, dayIn } from './day.ts';
import { fuelKeys } from './fuel-key.ts';
import { certainties, sourceSchema } from './source.ts';
import { unlocodeOf } from './unlocode.ts';

const code = z.string().refine((value) => unlocodeOf(value) === value);
const name = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const aliasSchema = z.strictObject({ unlocode: code, place: z.string().min(1) });

export const portSchema = z.strictObject({
  unlocode: code,
  validFrom: z.iso.date(),
  name,
  areas: z.array(z.string()),
  timeZone: z.string().min(1),
  /** False: outside the bonded supervision of the mainland customs, so that a delivery there is no bonded delivery. */
  bondedRegime: z.boolean(),
  province: z.string().min(1),
  customs: z.strictObject({
    offices: z.array(z.string().min(1)),
    /** Two digits name the district, four an office of it. */
    districts: z.array(z.strictObject({ code: z.string().regex(/^\d{2}(\d{2})?$/), status: z.enum(certainties) })),
  }),
  zones: z.array(z.strictObject({ name: z.string().min(1), status: z.enum(certainties) })),
  aliases: z.array(aliasSchema),
});

export const configuredDecisionSchema = z.strictObject({
  port: code,
  fuel: z.enum(fuelKeys),
  bonded: z.boolean().nullable(),
  authority: z.string().min(1).nullable(),
  from: z.iso.date(),
  datePrecision: z.enum(datePrecisions),
  to: z.iso.date().nullable(),
  basis: z.enum(['rule', 'evidence']),
  source: sourceSchema,
  note: z.string().min(1).optional(),
});

/** `config/ports.json`: the ports and what was decided for them, as far as public sources show it. */
export const portsConfigSchema = z.strictObject({
  asOf: z.string(),
  source: sourceSchema,
  explanation: z.array(z.string()),
  fuelKeys: z.array(z.enum(fuelKeys)),
  fuelKeyOf: z.record(z.string(), z.enum(fuelKeys)),
  notToBeConfused: z.array(
    z.strictObject({ unlocode: code, place: z.string(), meant: code, status: z.enum(certainties), note: z.string() }),
  ),
  ports: z.array(portSchema),
  decisions: z.array(configuredDecisionSchema),
});

export type PortsConfig = Readonly<z.infer<typeof portsConfigSchema>>;
export type Port = Readonly<z.infer<typeof portSchema>>;

/** All codes under which a port is found: its main one and its aliases. */
export const codesOf = (port: Port): string[] => [port.unlocode, ...port.aliases.map((alias) => alias.unlocode)];

/** Of several stored versions of each port the newest, by main code. */
export function newestPorts(versions: readonly Port[]): Port[] {
  const newest = new Map<string, Port>();
  for (const port of versions) {
    const known = newest.get(port.unlocode);
    if (!known || known.validFrom < port.validFrom) newest.set(port.unlocode, port);
  }
  return [...newest.values()].sort((a, b) => (a.unlocode < b.unlocode ? -1 : 1));
}

/** The port a printed code means, an alias leading to its main port; undefined where the form or the list does not hold. */
export function portOf(ports: readonly Port[], printed: string): Port | undefined {
  const wanted = unlocodeOf(printed);
  return wanted === undefined ? undefined : ports.find((port) => codesOf(port).includes(wanted));
}

/** The calendar day at the port: eligibility, licences and settings are judged by the port's own day. */
export const portDay = (port: Port, at: Date): string => dayIn(port.timeZone, at);
