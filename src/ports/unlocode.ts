const form = /^[A-Z]{2}[A-Z2-9]{3}$/;

/**
 * A UN/LOCODE as it is stored: the printed space taken out, in upper case; undefined where the form does not hold
 * (two letters of the country, then three letters or digits 2 to 9). It has no check digit: the form proves nothing,
 * membership of the port list does.
 */
export function unlocodeOf(printed: string): string | undefined {
  const code = printed
    .trim()
    .replace(/^([A-Za-z]{2}) /, '$1')
    .toUpperCase();
  return form.test(code) ? code : undefined;
}
