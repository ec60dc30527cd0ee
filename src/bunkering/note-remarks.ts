import type { AskedItem } from '../fuels/bdn-items.ts';
import { withinCarriageLimit, type CustomsCodes } from '../fuels/hs.ts';
import type { AssumedProperty } from '../fuels/properties.ts';
import type { Reason } from '../refusal.ts';
import type { NoteItem } from './delivery-note.ts';
import { isGroup } from './item-values.ts';
import type { Remark } from './nomination.ts';
import type { NoteFacts } from './note-facts.ts';
import type { NoteRules } from './note-rules.ts';
import { remarkOf } from './remark.ts';

export interface Judged {
  readonly faults: readonly Reason[];
  readonly remarks: readonly Remark[];
}

/**
 * Holds the values of a note against each other, the rules, and what is plausible of the fuel. Only a contradiction in what
 * was said is a fault (ITEM_INVALID); an unusual value is a remark, because it may be true.
 */
export function judgeNote(facts: NoteFacts, items: readonly NoteItem[], rules: NoteRules, codes: CustomsCodes, day: string): Judged {
  const declaration = judgeDeclaration(facts, items, rules, day);
  return {
    faults: [...declaration.faults, ...compositionFaults(items, rules)],
    remarks: [
      ...declaration.remarks,
      ...items.flatMap((item) => unusual(item, facts)),
      ...carriage(facts, items, codes),
      ...(facts.mix.grade.bdnFuel === 'LNG' ? [remarkOf('GAS_ENERGY_PRACTICE')] : []),
    ],
  };
}

const invalid = (field: string, en: string, zh: string, clause: string): Reason => ({
  code: 'ITEM_INVALID',
  field: `body.items.${field}`,
  values: { field, expected: `${en} ${zh}` },
  clause,
});

/** The supplier's declaration of the basis of its sulphur, against the sulphur on the same note. */
function judgeDeclaration({ said }: NoteFacts, items: readonly NoteItem[], { declarations }: NoteRules, day: string): Judged {
  const declared = items.find(({ field }) => field === 'declarationBasis')?.value;
  const sulphur = items.find(({ field }) => field === 'sulphur');
  if (declared === 'PURCHASER_LIMIT') {
    const { purchaserLimit: limit } = said;
    const fault = invalid(
      'declarationBasis',
      'give purchaserLimit: its limit and notice',
      '请填写purchaserLimit：买方限值及通知',
      'MARPOL Annex VI, appendix V',
    );
    if (!limit) return { faults: [fault], remarks: [] };
    return { faults: [], remarks: [remarkOf('PURCHASER_LIMIT', { limitPct: limit.sulphurPct, notice: limit.notice })] };
  }
  const rule = declarations.filter(({ choice, validFrom }) => choice === declared && validFrom <= day).at(-1);
  if (!rule || typeof sulphur?.value !== 'number' || sulphur.value <= rule.sulphurAtMostPct) return { faults: [], remarks: [] };
  const values = { clause: rule.clause, limitPct: rule.sulphurAtMostPct, sulphurPct: sulphur.value };
  if (sulphur.basis === 'assumed' || rule.status !== 'VERIFIED') return { faults: [], remarks: [remarkOf('DECLARATION_DOUBTFUL', values)] };
  const said14 = `${values.sulphurPct} % > ${values.limitPct} %`;
  return {
    faults: [invalid('declarationBasis', `declared within ${rule.clause}, but ${said14}`, `声明符合限值，但${said14}`, rule.clause)],
    remarks: [],
  };
}

function compositionFaults(items: readonly NoteItem[], { gasComposition: rule }: NoteRules): Reason[] {
  const value = items.find(({ field }) => field === 'lngComposition')?.value;
  if (value === undefined || !isGroup(value)) return [];
  const sum = Object.values(value).reduce<number>((total, one) => total + Number(one), 0);
  // A hundredth of the tolerance covers the binary error of a sum of decimals, no more.
  if (Math.abs(sum - rule.sumPct) <= rule.tolerancePct * 1.01) return [];
  const shown = sum.toFixed(3);
  return [
    invalid(
      'lngComposition',
      `adds up to ${rule.sumPct} ± ${rule.tolerancePct} %, not ${shown} %`,
      `各组分合计应为${rule.sumPct}±${rule.tolerancePct}%，现为${shown}%`,
      rule.clause,
    ),
  ];
}

/** A value outside what is plausible of the fuel, or outside the limit of a standard, as the typical properties name them. */
function unusual(item: NoteItem, { mix, asked }: NoteFacts): Remark[] {
  if (item.basis === 'assumed') return [];
  const label = asked.find(({ field }) => field === item.field)?.label ?? { en: item.field, zh: item.field };
  return numbersOf(item).flatMap(([path, value]) => {
    const property = mix.typical.find(({ field }) => field === path);
    return property ? [...outsideRange(property, value, label), ...outsideLimit(property, value, label)] : [];
  });
}

const numbersOf = ({ field, value }: NoteItem): [path: string, value: number][] => {
  if (typeof value === 'number') return [[field, value]];
  if (!isGroup(value)) return [];
  return Object.entries(value).flatMap(([key, one]): [string, number][] => (typeof one === 'number' ? [[`${field}.${key}`, one]] : []));
};

type Label = AskedItem['label'];

function outsideRange({ range, unit }: AssumedProperty, value: number, label: Label): Remark[] {
  if (!range || (range[0] <= value && value <= range[1])) return [];
  const shown = { value, low: range[0], high: range[1], unit: unit ?? '' };
  return [remarkOf('ITEM_UNUSUAL', { ...shown, label: label.en }, { ...shown, label: label.zh })];
}

function outsideLimit({ limit, unit }: AssumedProperty, value: number, label: Label): Remark[] {
  if (!limit || holds(limit, value)) return [];
  const shown = {
    value,
    unit: unit ?? '',
    limit: `${limit.op} ${[limit.value].flat().join(' – ')}`,
    source: limit.source.title ?? limit.source.publisher,
    status: limit.status,
  };
  return [remarkOf('ITEM_OUTSIDE_LIMIT', { ...shown, label: label.en }, { ...shown, label: label.zh })];
}

function holds({ op, value: given }: NonNullable<AssumedProperty['limit']>, value: number): boolean {
  const [low = 0, high = low] = [given].flat();
  if (op === 'between') return low <= value && value <= high;
  return op === '<=' ? value <= low : op === '<' ? value < low : op === '>=' ? value >= low : value > low;
}

/** A conventional bunker ship carries a blend up to a share of biodiesel by volume; beyond it another code applies. */
function carriage({ craft, mix }: NoteFacts, items: readonly NoteItem[], codes: CustomsCodes): Remark[] {
  const bio = items.find(({ field }) => field === 'bioComponentPct')?.value;
  if (craft === null || mix.grade.composition.kind !== 'blend' || bio === undefined || !isGroup(bio)) return [];
  const byVolume = bio['volumePct'];
  if (typeof byVolume !== 'number' || withinCarriageLimit(codes, byVolume)) return [];
  const { clause, atMost } = codes.hs.carriageLimitByVolume;
  return [remarkOf('CARRIAGE_LIMIT', { bioPct: byVolume, limitPct: atMost * 100, clause })];
}
