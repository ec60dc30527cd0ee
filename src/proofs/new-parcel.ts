import { isCountry } from '../customs/country.ts';
import { entryNumberWarnings } from '../customs/customs-number.ts';
import type { Fuels } from '../fuels/fuels.ts';
import { gradeOf, groupsOf, type Grade } from '../fuels/grade.ts';
import { cn10Of } from '../fuels/hs.ts';
import type { Book } from '../ledger/book.ts';
import type { Composition, Parcel } from '../ledger/parcel.ts';
import { compositionMassKg } from '../measure/composition.ts';
import type { Reason } from '../refusal.ts';
import { warning, type Warning } from '../words/warning.ts';

/** A parcel as the supplier declares it when it comes into bond. */
export interface ParcelDraft {
  readonly id?: string | undefined;
  readonly tank: string;
  readonly book: string;
  readonly bookLine?: string | undefined;
  readonly grade: string;
  readonly hsCode: string;
  readonly origin: string;
  readonly declaration: string;
  readonly massKg: number;
  readonly densityKgPerM3: number;
  /** The reference temperature of the grade where absent. */
  readonly densityAtC?: number | undefined;
  /** May be left out for a grade of one product group. */
  readonly composition?: Composition | undefined;
  readonly properties?: Parcel['properties'] | undefined;
}

export interface Birth {
  readonly id: string;
  readonly book: Book;
  readonly owner: string;
  readonly bornAt: string;
}

export interface BornParcel {
  readonly parcel: Parcel;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Warning[];
}

/**
 * A parcel from its declaration, with every reason against it: GRADE_UNKNOWN, HS_CODE_INVALID, COUNTRY_UNKNOWN,
 * DENSITY_TEMPERATURE_UNFIT and those of its composition. What is known from memory only is warned of.
 */
export function newParcel(draft: ParcelDraft, { id, book, owner, bornAt }: Birth, fuels: Pick<Fuels, 'grades' | 'customs'>): BornParcel {
  const grade = gradeOf(fuels.grades, draft.grade);
  const hsCode = cn10Of(draft.hsCode);
  const reference = grade?.densityReferenceTemperatureC ?? null;
  const composition = draft.composition ?? (grade?.composition.kind === 'one' ? { [grade.composition.group]: draft.massKg } : {});
  const reasons: Reason[] = [];
  if (!grade) reasons.push({ code: 'GRADE_UNKNOWN', field: 'body.grade', values: { grade: draft.grade } });
  if (hsCode === undefined) reasons.push({ code: 'HS_CODE_INVALID', field: 'body.hsCode', values: { hsCode: draft.hsCode } });
  if (!isCountry(draft.origin))
    reasons.push({ code: 'COUNTRY_UNKNOWN', field: 'body.origin', values: { code: draft.origin }, clause: 'ISO 3166-1' });
  if (grade) reasons.push(...temperatureReasons(draft, reference), ...compositionReasons(draft, grade));
  const parcel: Parcel = {
    id,
    grade: draft.grade,
    hsCode: hsCode ?? draft.hsCode,
    origin: draft.origin,
    procedure: book.procedure ?? 'bonded',
    book: book.id,
    bookLine: draft.bookLine ?? null,
    declaration: draft.declaration,
    owner,
    densityKgPerM3: draft.densityKgPerM3,
    densityAtC: draft.densityAtC ?? reference ?? 0,
    massBasis: grade?.massBasis ?? 'true',
    massKg: draft.massKg,
    composition,
    properties: draft.properties ?? {},
    parents: [],
    bornAt,
  };
  const numbers = entryNumberWarnings(fuels.customs, draft.declaration, 'body.declaration');
  return { parcel, reasons, warnings: grade && hsCode !== undefined ? [...numbers, ...hsWarnings(hsCode, grade, fuels)] : numbers };
}

/** A density without its temperature says nothing: a grade with an agreed one takes that, any other must tell its own. */
function temperatureReasons({ densityAtC }: ParcelDraft, reference: number | null): Reason[] {
  if (reference === null ? densityAtC !== undefined : densityAtC === undefined || densityAtC === reference) return [];
  const expected = reference === null ? '°C' : `${reference} °C`;
  return [{ code: 'DENSITY_TEMPERATURE_UNFIT', field: 'body.densityAtC', values: { expected } }];
}

function compositionReasons({ composition, massKg }: ParcelDraft, grade: Grade): Reason[] {
  const groups = groupsOf(grade);
  const values = { grade: grade.grade, groups: groups.join(', ') };
  const field = 'body.composition';
  if (composition === undefined) return groups.length === 1 ? [] : [{ code: 'COMPOSITION_MISSING', field, values }];
  const given = Object.keys(composition);
  const fits = given.length === groups.length && groups.every((group) => (composition[group] ?? 0) > 0);
  const sumKg = compositionMassKg(composition);
  return [
    ...(fits ? [] : [{ code: 'COMPOSITION_UNFIT' as const, field, values }]),
    ...(sumKg === massKg ? [] : [{ code: 'COMPOSITION_UNEVEN' as const, field, values: { sumKg, massKg } }]),
  ];
}

function hsWarnings(hsCode: string, { grade, hs }: Grade, { customs }: Pick<Fuels, 'customs'>): Warning[] {
  const known = customs.hs.codes.filter(({ key }) => hs.includes(key)).flatMap(({ cn10 }) => cn10);
  if (known.length === 0 || known.includes(hsCode)) return [];
  return [warning('HS_UNUSUAL', 'body.hsCode', { hsCode, grade, known: known.join(', ') })];
}
