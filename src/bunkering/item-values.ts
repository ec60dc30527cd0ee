import type { BdnItem } from '../fuels/bdn-items.ts';
import type { Reason } from '../refusal.ts';
import type { ItemValue } from './delivery-note.ts';

/** Items that the ledger, the registers and the signatures fill; nobody may say them in a draft. */
export const ours: ReadonlySet<string> = new Set([
  'bdnNumber',
  'receivingShipName',
  'receivingShipImo',
  'port',
  'supplierName',
  'quantityMass',
  'lngNetDelivered',
  'lngNetLiquid',
  'bondedAccountBook',
  'supplierSignature',
  'shipSignature',
  'authentication',
]);

/** Items that the instruments fill; only a superseding note may say them anew. */
export const instruments: ReadonlySet<string> = new Set([
  'deliveryCommencedAt',
  'meterId',
  'meterSealReport',
  'totaliserNonResettableOpen',
  'totaliserNonResettableClose',
  'totaliserResettableOpen',
  'meteredMassInAir',
  'pumpStartAt',
  'pumpEndAt',
  'ticketPrintedAt',
]);

/** Items that stand outside the list: they come by signing and sealing. */
export const bySigning: ReadonlySet<string> = new Set(['supplierSignature', 'shipSignature', 'authentication']);

type Kind = BdnItem['kind'];
type Part = NonNullable<BdnItem['parts']>[number];
export type One = string | number | boolean;

/** Every reason why values said in a draft are not what their items ask. */
export function faultsOfSaid(said: Readonly<Record<string, ItemValue>>, asked: readonly BdnItem[], mayCorrect: boolean): readonly Reason[] {
  return Object.entries(said).flatMap(([path, value]): Reason[] => {
    const [field = '', key, ...more] = path.split('.');
    const item = asked.find((one) => one.field === field);
    const part = key === undefined ? undefined : item?.parts?.find((one) => one.key === key);
    if (!item || more.length > 0 || (key !== undefined && !part)) {
      return [invalid(path, 'no item of this note', '本单无此项目')];
    }
    if (ours.has(field) || (instruments.has(field) && !mayCorrect)) {
      return [invalid(path, 'filled from the record; it cannot be given', '由记录填写，不能自行填报')];
    }
    const expected = part ? wantedOf(part, value) : wantedOfItem(item, value);
    return expected === null ? [] : [invalid(path, ...expected)];
  });
}

const invalid = (path: string, en: string, zh: string): Reason => ({
  code: 'ITEM_INVALID',
  field: `body.items.${path}`,
  values: { field: path, expected: `${en} ${zh}` },
});

type Expected = readonly [en: string, zh: string] | null;

function wantedOfItem(item: BdnItem, value: ItemValue): Expected {
  if (item.parts) {
    if (!isGroup(value)) return ['several named values', '应为若干具名数值'];
    for (const [key, one] of Object.entries(value)) {
      const part = item.parts.find((known) => known.key === key);
      if (!part) return [`no value ${key}; it has ${item.parts.map((known) => known.key).join(', ')}`, `无 ${key} 值`];
      const expected = wantedOf(part, one);
      if (expected) return [`${key}: ${expected[0]}`, `${key}：${expected[1]}`];
    }
    return null;
  }
  if (typeof value === 'string' && item.choices?.includes(value)) return null;
  if (item.kind === 'choice') return [`one of ${(item.choices ?? []).join(', ')}`, '应为所列选项之一'];
  if (item.kind === 'decimal' && instruments.has(item.field) && isPrintedNumber(value)) return null;
  if (Array.isArray(value) && instruments.has(item.field)) {
    const [first] = value.map((one: One) => wantedOfItem(item, one)).filter((fault) => fault !== null);
    return first ?? null;
  }
  return wantedOf(item, value);
}

const tests: Readonly<Record<Kind, readonly [test: (value: ItemValue) => boolean, en: string, zh: string]>> = {
  text: [isText, 'a text of at most 300 characters', '应为不超过300字的文本'],
  texts: [(value) => Array.isArray(value) && value.every(isText), 'a list of texts', '应为文本列表'],
  decimal: [isNumber, 'a number', '应为数字'],
  'whole-number': [(value) => isNumber(value) && Number.isSafeInteger(value), 'a whole number', '应为整数'],
  instant: [
    (value) => typeof value === 'string' && instantForm.test(value) && !Number.isNaN(Date.parse(value)),
    'a moment with its offset',
    '应为带时区的时间',
  ],
  yes: [(value) => value === true, 'yes (true): the supplier declares it', '应声明为“是”'],
  'yes-no': [(value) => typeof value === 'boolean', 'yes or no (true, false)', '应为是或否'],
  choice: [isText, 'one of its choices', '应为所列选项之一'],
  'imo-number': [isText, 'an IMO number', '应为IMO编号'],
  unlocode: [isText, 'a UN/LOCODE', '应为联合国口岸代码'],
  signature: [() => false, 'nothing: it comes by signing', '由签字产生'],
  group: [isGroup, 'several named values', '应为若干具名数值'],
};

function wantedOf({ kind }: Pick<Part, 'kind'>, value: ItemValue): Expected {
  const [test, en, zh] = tests[kind];
  return test(value) ? null : [en, zh];
}

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 300;
}
function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
/** A reading as printed. */
function isPrintedNumber(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,12}(\.\d{1,6})?$/.test(value);
}
export function isGroup(value: ItemValue): value is Readonly<Record<string, One>> {
  return typeof value === 'object' && !Array.isArray(value);
}
