import { z } from 'zod';
import { factorSetId } from '../emissions/factor-set-id.ts';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { day, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { factorSetKinds, type FactorSetFile, type FactorSetHeading } from './factor-set.ts';
import { loadFactorSet } from './load-factor-set.ts';
import type { FactorSetKey, FactorSetsStore } from './store.ts';

const room = 'factors';
const kind = z.enum(factorSetKinds).meta({ id: 'FactorSetKind' });
const set = z.record(z.string(), z.unknown()).meta({ description: 'as the file of its kind in config/ has it' });

const heading = z
  .strictObject({
    id: factorSetId,
    kind,
    validFrom: day,
    hash: z.string().meta({ description: 'SHA-256 of the set as RFC 8785 JSON' }),
    recordedAt: z.iso.datetime(),
    recordedBy: z.string().meta({ description: 'the organisation that loaded it; `service` where it came with the service' }),
  })
  .meta({ id: 'FactorSetHeading' });

const shown = (record: FactorSetHeading): z.input<typeof heading> => ({ ...record, recordedAt: record.recordedAt.toISOString() });

interface Parts {
  readonly factorSets: FactorSetsStore;
  /** A set in order, for the API page. */
  readonly example: FactorSetFile & { readonly set: Record<string, unknown> };
}

/** The versions of the factors: read by anyone, loaded by an administrator. */
export const factorsEndpoints = ({ factorSets, example }: Parts): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/factor-sets',
    room,
    summary: 'The versions of the factors, by kind and the day from which they hold',
    description: 'Of a kind the newest that is valid on the day holds; a day before all of them goes by the first.',
    who: 'anyone',
    query: z.strictObject({ kind: kind.optional(), ...paging }),
    reply: page(heading),
    refuses: ['CURSOR_INVALID'],
    async answer({ query: { kind: asked, limit, after } }) {
      const from = after === undefined ? undefined : (fromCursor(after, ['string', 'string', 'string']) as unknown as FactorSetKey);
      const rows = await factorSets.listSets(asked, limit + 1, from);
      const { items, next } = pageOf(rows, limit, (row) => [row.kind, row.validFrom, row.id]);
      return { items: items.map(shown), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/factor-sets/:id',
    room,
    summary: 'One version whole, with its sources and clauses',
    who: 'anyone',
    params: z.strictObject({ id: factorSetId }),
    reply: heading.extend({ set }).meta({ id: 'FactorSet' }),
    refuses: ['NOT_FOUND'],
    async answer({ params: { id } }) {
      const { text, ...record } = (await factorSets.findSet(id)) ?? refuse('NOT_FOUND', { field: 'path.id' });
      return { ...shown(record), set: JSON.parse(text) as Record<string, unknown> };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/factor-sets',
    room,
    summary: 'Load a version of the factors; it holds from its validFrom on',
    description: 'What was issued by another version stays as it is. The same content again changes nothing.',
    who: 'factors.load',
    body: z.strictObject({ kind, set }),
    example,
    status: 201,
    reply: heading,
    refuses: ['INPUT_UNFIT', 'FACTOR_SET_EXISTS', 'ID_TAKEN'],
    perform: async (work, { body }) => shown(await loadFactorSet({ factorSets }, work, body)),
  }),
];
