import { z } from 'zod';
import { query, type Endpoint } from '../http/endpoint.ts';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { day, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { bdnItemSchema, itemsFor, situations } from './bdn-items.ts';
import type { Fuels } from './fuels.ts';
import { gradeOf, grades, gradeSchema, type Grade } from './grade.ts';
import { typicalProperties, typicalPropertySchema } from './properties.ts';

const room = 'fuels';
const gradeReply = gradeSchema.meta({ id: 'Grade' });
const propertyReply = typicalPropertySchema.extend({ mark: z.literal('assumed') }).meta({ id: 'TypicalProperty' });
const askedItemReply = bdnItemSchema.extend({ asked: z.enum(['mandatory', 'optional']), mayStop: z.boolean() }).meta({ id: 'NoteItem' });

const params = z.strictObject({ grade: z.string().regex(/^[A-Z][A-Z0-9_]{1,20}$/) });
const situation = z.enum(situations);
/** `?situations=metered,bonded`. */
const situationList = z
  .string()
  .max(100)
  .refine((list) => list.split(',').every((word) => situation.safeParse(word).success))
  .optional()
  .meta({ description: `any of ${situations.join(', ')}, separated by commas`, example: 'metered,bonded' });

const wanted = (fuels: Fuels, word: string): Grade => gradeOf(fuels.grades, word) ?? refuse('NOT_FOUND', { field: 'path.grade' });

/** The grades, their typical properties and what a delivery note asks of them. */
export const fuelsEndpoints = (fuels: Fuels): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/fuels',
    room,
    summary: 'The grades that can be nominated and tanked',
    who: 'anyone',
    query: z.strictObject(paging),
    reply: page(gradeReply),
    async answer({ query: { limit, after } }) {
      const from = after === undefined ? -1 : fuels.grades.findIndex(({ grade }) => grade === fromCursor(after, ['string'])[0]);
      return pageOf(fuels.grades.slice(from + 1, from + 2 + limit), limit, ({ grade }) => [grade]);
    },
  }),
  query({
    method: 'GET',
    path: '/v1/fuels/:grade/properties',
    room,
    summary: 'Typical properties of a grade, each with its source and the mark "assumed"',
    description: 'Of a blend, `base` names the oil it is made on; the first known one where it is absent.',
    who: 'anyone',
    params,
    query: z.strictObject({ base: z.enum(grades).optional() }),
    reply: z.strictObject({ grade: z.enum(grades), base: z.enum(grades).nullable(), items: z.array(propertyReply) }),
    refuses: ['NOT_FOUND'],
    async answer({ params: { grade: word }, query: { base } }) {
      const { grade } = wanted(fuels, word);
      const of = fuels.typical.find((fuel) => fuel.grade === grade && (base === undefined || fuel.base === base));
      if (!of) return refuse('NOT_FOUND', { field: 'query.base' });
      return { grade, base: of.base, items: [...typicalProperties(fuels.typical, grade, of.base)] };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/fuels/:grade/note-items',
    room,
    summary: 'What the delivery note of a grade must and may hold',
    who: 'anyone',
    params,
    query: z.strictObject({ situations: situationList, day: day.optional() }),
    reply: z.strictObject({ grade: z.enum(grades), items: z.array(askedItemReply) }),
    refuses: ['NOT_FOUND'],
    async answer({ params: { grade: word }, query: asked }) {
      const { grade, bdnFuel } = wanted(fuels, word);
      const given = (asked.situations?.split(',') ?? []).map((word) => situation.parse(word));
      return { grade, items: itemsFor(fuels.items, { bdnFuel, situations: given, ...(asked.day !== undefined && { day: asked.day }) }) };
    },
  }),
];
