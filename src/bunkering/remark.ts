import { word } from '../words/words.ts';
import type { Remark } from './nomination.ts';

/** What the service itself remarks on a note; people may remark anything else. */
export const ownRemarks = [
  'TICKET_MASS_DIFFERS',
  'RESETTABLE_NOT_ZERO',
  'SEAL_BROKEN',
  'METER_UNCERTIFIED',
  'METER_ELSEWHERE',
  'TOTALISER_GAP',
  'MASS_CONVERTED',
  'MASS_NOT_CONVERTED',
  'GAS_ENERGY_PRACTICE',
  'ITEM_UNUSUAL',
  'ITEM_OUTSIDE_LIMIT',
  'ITEM_ABSENT',
  'CARRIAGE_LIMIT',
  'DECLARATION_DOUBTFUL',
  'PURCHASER_LIMIT',
  'CORRECTION',
] as const;
export type OwnRemark = (typeof ownRemarks)[number];

type Values = Readonly<Record<string, string | number>>;

/** A remark in both languages; where a value has two, they are given apart. */
export const remarkOf = (code: OwnRemark, values: Values = {}, zhValues: Values = values): Remark =>
  Object.freeze({ code, en: word('en', `remark.${code}`, values), zh: word('zh', `remark.${code}`, zhValues) });

/** The same remark once, in the order in which they came. */
export const distinctRemarks = (remarks: readonly Remark[]): readonly Remark[] => [
  ...new Map(remarks.map((remark) => [`${remark.code} ${remark.en}`, remark])).values(),
];
