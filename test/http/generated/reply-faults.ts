import { refusalStatus, type RefusalCode } from '../../../src/refusal.ts';
import { words } from '../../../src/words/words.ts';
import type { Answer } from '../../journeys/client.ts';
import type { ReplyCheck } from '../openapi-ajv.ts';
import type { Generated } from './requests.ts';

interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly reasons: readonly { readonly code: string; readonly values?: Readonly<Record<string, unknown>> }[];
}

/** What no operation decides: the address, the method, and how much at once. */
const everywhere: ReadonlySet<string> = new Set(['ROUTE_UNKNOWN', 'METHOD_NOT_ALLOWED', 'TOO_MANY_REQUESTS', 'MEDIA_TYPE_UNSUPPORTED']);

/** What is wrong with a reply to a generated request; empty where nothing is. */
export function replyFaults(
  { operation, raw, reaches }: Generated,
  answer: Answer,
  check: ReplyCheck,
  problemIsSound: (body: unknown) => string | null,
): string[] {
  const { status, headers, body } = answer;
  const media = (headers['content-type'] ?? '').split(';')[0] ?? '';
  if (status >= 500 && !(status === 503 && (body as ProblemBody | undefined)?.code === 'BUSY')) return [`was answered with ${status}`];
  if (raw.method === 'HEAD') return [];
  if (status >= 400) {
    if (media === 'text/html' && operation.responses[String(status)]?.content[media]) return [];
    if (media !== 'application/problem+json') return [`a refusal came as ${media || 'nothing'}`];
    const broken = problemIsSound(body);
    if (broken !== null) return [`the problem document breaks its schema: ${broken}`];
    return problemFaults(body as ProblemBody, status, reaches ? operation.responses[String(status)] : undefined, reaches);
  }
  if (status >= 300) return status === 303 || status === 304 ? [] : [`was sent on with ${status}`];
  if (!reaches && raw.method !== operation.method) return [];
  if (!reaches) return [];
  const fault = media === 'application/json' ? check(operation, status, media, body) : otherFault(operation, status, media);
  return fault === null ? [] : [fault];
}

const otherFault = (operation: Generated['operation'], status: number, media: string): string | null =>
  operation.responses[String(status)]?.content[media] ? null : `the document has no ${media} for ${status}`;

function problemFaults(problem: ProblemBody, status: number, response: unknown, reaches: boolean): string[] {
  const faults: string[] = [];
  const known = problem.code in refusalStatus;
  if (!known) faults.push(`the code ${problem.code} is not of the closed list`);
  if (known && refusalStatus[problem.code as RefusalCode] !== status) faults.push(`${problem.code} came with ${status}`);
  if (problem.status !== status) faults.push(`the document says ${problem.status}, the reply ${status}`);
  for (const { code, values = {} } of problem.reasons) {
    if (!(code in refusalStatus)) faults.push(`the reason ${code} is not of the closed list`);
    else faults.push(...emptySlots(code as RefusalCode, values));
  }
  const promised = (response as { description?: string } | undefined)?.description?.split(', ') ?? [];
  if (reaches && !everywhere.has(problem.code) && !promised.includes(problem.code))
    faults.push(`${problem.code} is not promised by the document`);
  return faults;
}

/** A sentence that names a value which nobody gave would be read with its braces. */
function emptySlots(code: RefusalCode, values: Readonly<Record<string, unknown>>): string[] {
  const { title, remedy } = words.en.refusals[code];
  const slots = `${title} ${remedy}`.match(/(?<=\{)\w+(?=\})/g) ?? [];
  return slots.filter((slot) => !(slot in values)).map((slot) => `${code} speaks of {${slot}}, which has no value`);
}
