import type { Check, Reason, RefusalCode } from '../refusal.ts';
import type { FirstDay } from '../ports/day.ts';
import type { FuelKey } from '../ports/fuel-key.ts';
import type { Ask } from './nomination.ts';

/** What the registers know of the things an ask names; null where it names none or names one that is not there. */
export interface Known {
  /** The line the ship is asked for, and whether the asker may act for it. */
  readonly line: { readonly id: string; readonly actedFor: boolean } | null;
  readonly imoSound: boolean;
  readonly ship: { readonly owner: string | null; readonly voyage: 'international' | 'domestic' | null } | null;
  readonly firstDay: FirstDay | null;
  readonly lastDay: FirstDay | null;
  /** The day at the port on which the laycan ends, where the ask names a moment. */
  readonly endsOn: string | null;
  readonly today: string;
  readonly laycanLimits: { readonly longestDays: number; readonly aheadDays: number };
  readonly supplier: string | null;
  readonly port: { readonly unlocode: string; readonly bondedRegime: boolean } | null;
  readonly grade: { readonly grade: string; readonly fuel: FuelKey } | null;
  readonly eligibility: { readonly eligible: boolean; readonly reason: Reason } | null;
  readonly supplierLicensed: boolean | null;
  readonly craft: { readonly licensed: boolean | null; readonly mayHold: boolean | null } | null;
  readonly massKg: number | null;
  /** Free stock of the supplier there, by book. */
  readonly freeKg: ReadonlyMap<string, number> | null;
  /** Whether the asker may see by how much stock is short. */
  readonly seesStock: boolean;
}

type Verdict = { readonly passed: boolean; readonly reason: Reason };
type Rule = (ask: Ask, known: Known) => Verdict | 'undecided' | 'not-asked';

const reason = (code: RefusalCode, field: string, values?: Reason['values'], clause?: string): Reason => ({
  code,
  field,
  ...(values && { values }),
  ...(clause !== undefined && { clause }),
});
const must = (passed: boolean, ...about: Parameters<typeof reason>): Verdict => ({ passed, reason: reason(...about) });

const dayOf = ({ firstDay }: Known): string => firstDay?.day ?? '';
const portStands = ({ port }: Known): boolean => port?.bondedRegime === true;

/**
 * Every check of a nomination, in the order in which they are answered. A check whose subject is missing or already refused
 * is undecided and adds no code, so that nobody is told twice about one cause.
 */
export const rules: Readonly<Record<string, Rule>> = {
  'line-named': (_ask, { line }) => must(line !== null, 'LINE_MISSING', 'line'),
  'imo-given': ({ imo }) => must(imo !== undefined, 'IMO_MISSING', 'imo', undefined, 'MARPOL Annex VI App. V item 1'),
  'imo-sound': ({ imo }, { imoSound }) =>
    imo === undefined ? 'undecided' : must(imoSound, 'IMO_INVALID', 'imo', { imo }, 'IMO ship identification number scheme, check digit'),
  'ship-registered': ({ imo }, { imoSound, ship }) =>
    imo === undefined || !imoSound ? 'undecided' : must(ship !== null, 'SHIP_UNKNOWN', 'imo', { imo }),
  'ship-of-line': ({ imo }, known) => {
    if (!known.ship || !known.line || !known.firstDay) return 'undecided';
    return must(known.ship.owner === known.line.id && known.line.actedFor, 'SHIP_NOT_YOURS', 'imo', { imo: imo ?? '', day: dayOf(known) });
  },
  'quantity-given': ({ massKg, volumeM3 }) =>
    must(massKg !== undefined || volumeM3 !== undefined, 'QUANTITY_MISSING', 'massKg', undefined, 'MARPOL Annex VI App. V item 6'),
  'day-known': (_ask, { firstDay }) =>
    must(firstDay !== null && firstDay.precision !== 'year', 'DATE_UNKNOWN', 'laycan.from', undefined, 'MARPOL Annex VI App. V item 3'),
  'laycan-sound': (ask, known) => {
    if (!known.firstDay || known.firstDay.precision === 'year') return 'undecided';
    return must(laycanSound(ask, known), 'LAYCAN_INVALID', 'laycan.to', { ...known.laycanLimits });
  },
  'supplier-named': ({ supplier }) =>
    must(supplier !== undefined, 'SUPPLIER_MISSING', 'supplier', undefined, 'MARPOL Annex VI App. V item 4'),
  'supplier-registered': (ask, { supplier }) =>
    ask.supplier === undefined ? 'undecided' : must(supplier !== null, 'SUPPLIER_UNKNOWN', 'supplier'),
  'port-named': ({ port }) => must(port !== undefined, 'PORT_MISSING', 'port', undefined, 'MARPOL Annex VI App. V item 2'),
  'port-listed': (ask, { port }) =>
    ask.port === undefined ? 'undecided' : must(port !== null, 'PORT_UNKNOWN', 'port', { port: ask.port }),
  'port-bonded': (_ask, { port }) =>
    port === null ? 'undecided' : must(port.bondedRegime, 'PORT_NOT_BONDED', 'port', { port: port.unlocode }),
  'grade-named': ({ grade }) => must(grade !== undefined, 'GRADE_MISSING', 'grade', undefined, 'MARPOL Annex VI App. V item 5'),
  'grade-known': (ask, { grade }) =>
    ask.grade === undefined ? 'undecided' : must(grade !== null, 'GRADE_UNKNOWN', 'grade', { grade: ask.grade }),
  'fuel-eligible': (_ask, known) => {
    if (!portStands(known) || !known.eligibility) return 'undecided';
    return { passed: known.eligibility.eligible, reason: { ...known.eligibility.reason, field: 'grade' } };
  },
  'voyage-international': ({ voyage, imo }, known) => {
    if (voyage === 'domestic') return must(false, 'DOMESTIC_VOYAGE', 'voyage');
    if (voyage === 'international') return must(true, 'DOMESTIC_VOYAGE', 'voyage');
    if (!known.ship || !known.firstDay) return 'undecided';
    if (known.ship.voyage === null) return must(false, 'VOYAGE_UNKNOWN', 'voyage', { imo: imo ?? '', day: dayOf(known) });
    return must(known.ship.voyage === 'international', 'DOMESTIC_VOYAGE', 'voyage');
  },
  'from-bond': ({ fromBond }) => must(fromBond !== false, 'NOT_FROM_BOND', 'fromBond'),
  'supplier-licensed': (_ask, known) => {
    if (!portStands(known) || known.supplierLicensed === null) return 'undecided';
    return must(known.supplierLicensed, 'SUPPLIER_NOT_LICENSED', 'supplier', {
      fuel: known.grade?.fuel ?? '',
      port: known.port?.unlocode ?? '',
      day: dayOf(known),
    });
  },
  'craft-known': (ask, { craft, supplier }) => {
    if (ask.craft === undefined) return 'not-asked';
    return supplier === null ? 'undecided' : must(craft !== null, 'CRAFT_UNKNOWN', 'craft', { craft: ask.craft });
  },
  'craft-licensed': (ask, known) => {
    if (ask.craft === undefined) return 'not-asked';
    if (known.craft === null || known.craft.licensed === null) return 'undecided';
    return must(known.craft.licensed, 'CRAFT_NOT_LICENSED', 'craft', {
      craft: ask.craft,
      fuel: known.grade?.fuel ?? '',
      day: dayOf(known),
    });
  },
  'craft-may-hold': (ask, { craft, grade }) => {
    if (ask.craft === undefined) return 'not-asked';
    return craft === null || craft.mayHold === null
      ? 'undecided'
      : must(craft.mayHold, 'TANK_MAY_NOT_HOLD', 'craft', { craft: ask.craft, grade: grade?.grade ?? '' });
  },
  'stock-enough': (_ask, known) => {
    if (!portStands(known) || !known.freeKg || known.massKg === null) return 'undecided';
    const most = Math.max(0, ...known.freeKg.values());
    return must(
      most >= known.massKg,
      'STOCK_SHORT',
      'massKg',
      known.seesStock ? { freeKg: most, shortKg: Math.max(0, known.massKg - most) } : undefined,
    );
  },
};

/** Answers every check of an ask; what was not asked for (a craft that is not named) is left out. */
export function checksOf(ask: Ask, known: Known): readonly Check[] {
  return Object.entries(rules).flatMap(([name, rule]): Check[] => {
    const verdict = rule(ask, known);
    if (verdict === 'not-asked') return [];
    if (verdict === 'undecided') return [{ name, result: 'undecided', reasons: [] }];
    const { clause } = verdict.reason;
    return [
      {
        name,
        result: verdict.passed ? 'passed' : 'failed',
        reasons: verdict.passed ? [] : [verdict.reason],
        ...(clause !== undefined && { clause }),
      },
    ];
  });
}

export const failuresOf = (checks: readonly Check[]): readonly Reason[] =>
  checks.flatMap(({ result, reasons }) => (result === 'failed' ? reasons : []));

function laycanSound({ laycan }: Ask, { firstDay, lastDay, endsOn, today, laycanLimits }: Known): boolean {
  if (!firstDay || (laycan?.to !== undefined && !lastDay)) return false;
  // What ended before it began would never lapse, and hold the stock for good.
  if (endsOn !== null && endsOn < firstDay.day) return false;
  const last = lastDay?.day ?? firstDay.day;
  return (
    days(firstDay.day, last) >= 0 &&
    days(firstDay.day, last) <= laycanLimits.longestDays &&
    days(today, firstDay.day) <= laycanLimits.aheadDays
  );
}

const days = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
