/** What a paper prints of a compact JWS: which key signed, and the signature itself; the payload stands on the paper. */
export interface PrintedSeal {
  readonly kid: string | null;
  readonly signature: string;
}

export function printedSeal(jws: string): PrintedSeal {
  const [header = '', , signature = ''] = jws.split('.');
  return { kid: kidOf(header), signature };
}

function kidOf(header: string): string | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    const kid = typeof parsed === 'object' && parsed !== null && 'kid' in parsed ? parsed.kid : null;
    return typeof kid === 'string' ? kid : null;
  } catch {
    return null;
  }
}

/** The beginning and the end of a long signature, for the foot of the page. */
export const shortened = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 28)} … ${text.slice(-28)}`);
