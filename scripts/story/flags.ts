import type { Published } from './published-records.ts';

interface Flag {
  readonly code: string;
  readonly en: string;
  readonly zh: string;
}

const flags: readonly (Flag & { readonly stands: (record: Published) => boolean })[] = [
  {
    code: 'IMO_UNCONFIRMED',
    en: 'The IMO number was found by a former or translated name; a register must confirm it.',
    zh: 'IMO 编号系由曾用名或译名查得，须经登记机关确认。',
    stands: ({ receivingShip }) => receivingShip.imoConfidence === 'medium',
  },
  {
    code: 'QUANTITY_APPROXIMATE',
    en: 'The quantity was published as "about" or "more than".',
    zh: '公布数量为约数或"超过"。',
    stands: ({ quantity }) => quantity?.approx === true || quantity?.isMinimum === true,
  },
  {
    code: 'MONTH_OF_REPORT',
    en: 'The month is that of the report, not of the operation.',
    zh: '月份为报道月份，而非作业月份。',
    stands: ({ datePrecision, dateBasis }) => datePrecision === 'month' && dateBasis === 'publication',
  },
  {
    code: 'SUPPLIER_INFERRED',
    en: 'The supplier was inferred from the bunker vessel.',
    zh: '供应商由加注船推定。',
    stands: ({ supplierBasis }) => supplierBasis === 'inferred',
  },
  {
    code: 'BONDED_UNPUBLISHED',
    en: 'The report does not say whether the fuel came from bond; it is replayed as bonded.',
    zh: '报道未说明是否保税；按保税回放。',
    stands: ({ bonded }) => bonded === null,
  },
];

/** Every flag that a note can show; the service itself marks a day that is assumed. */
export const flagCodes: readonly string[] = ['DAY_ASSUMED', ...flags.map(({ code }) => code)];

export const flagsOf = (record: Published): readonly string[] => [
  ...(record.datePrecision === 'month' ? ['DAY_ASSUMED'] : []),
  ...remarksOf(record).map(({ code }) => code),
];

/** The flags of a record, as remarks for its nomination. */
export const remarksOf = (record: Published): readonly Flag[] =>
  flags.filter(({ stands }) => stands(record)).map(({ code, en, zh }) => ({ code, en, zh }));
