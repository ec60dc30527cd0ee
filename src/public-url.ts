import type { Stores } from './stores.ts';

/**
 * The address that signed documents carry: did:web, QR codes, status lists. It is kept from the first start; another one is
 * refused while certificates exist, because theirs could not be checked any more.
 */
export async function publicUrlOf(
  { kept, certificates }: Pick<Stores, 'kept' | 'certificates'>,
  given: string | undefined,
  port: number,
): Promise<string> {
  const before = await kept.get('public-url');
  const wanted = given ?? before ?? `http://localhost:${port}`;
  if (before !== null && wanted !== before && (await certificates.isAnyIssued())) {
    throw new Error(`PUBLIC_URL is ${wanted}, but certificates were issued under ${before}; start with PUBLIC_URL=${before}`);
  }
  if (wanted !== before) await kept.put('public-url', wanted);
  return wanted;
}
