/** Markup that is safe to send: made by `html` alone, which escapes everything that is put into it. */
export interface Html {
  readonly markup: string;
}

const made = new WeakSet<Html>();

export type Content = Html | string | number | null | undefined | false | readonly Content[];

/**
 * The one place where text becomes markup. What stands in `${…}` is escaped, unless it was itself made by `html`; lists are
 * joined, and null, undefined and false show nothing. Attributes must stand in double quotes.
 *
 * @example html`<p title="${title}">${name}</p>`
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  const markup = parts.reduce((before, part, i) => before + show(values[i - 1]) + part);
  const value = Object.freeze({ markup });
  made.add(value);
  return value;
}

function show(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  if (isList(value)) return value.map(show).join('');
  // An object of the same shape that came from outside (parsed JSON) is not markup of ours.
  if (!made.has(value)) throw new TypeError('only html`…` makes markup');
  return value.markup;
}

const isList = (value: Html | readonly Content[]): value is readonly Content[] => Array.isArray(value);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in an element or in a quoted attribute. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);
