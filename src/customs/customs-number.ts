import { documentNumberForm, type CustomsCodes } from '../fuels/hs.ts';
import { warning, type Warning } from '../words/warning.ts';

/** What the number of an account book looks like is known from memory only: another shape is kept and warned of. */
export function bookNumberWarnings(codes: CustomsCodes, number: string, field: string): Warning[] {
  const { form, shape } = documentNumberForm(codes, 'account-book', number);
  return form === 'known' ? [] : [warning('NUMBER_UNUSUAL', field, { number, shape })];
}

/** Goods come into bond under a declaration or a bonded inventory list; a number that looks like neither is warned of. */
export function entryNumberWarnings(codes: CustomsCodes, number: string, field: string): Warning[] {
  const forms = (['declaration', 'inventory-list'] as const).map((kind) => documentNumberForm(codes, kind, number));
  if (forms.some(({ form }) => form === 'known')) return [];
  return [warning('NUMBER_UNUSUAL', field, { number, shape: forms.map(({ shape }) => shape).join('; ') })];
}
