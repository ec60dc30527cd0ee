import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { day, id, line, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { dateSetting } from './date-setting.ts';
import { looseDay } from './day.ts';
import { decideEligibility } from './decide-eligibility.ts';
import { endDecision } from './end-decision.ts';
import type { PortsRooms } from './rooms.ts';
import { settingKeys } from './setting-kinds.ts';
import { scopeSchema } from './setting.ts';
import { decisionReply, fuelKey, portReply, settingReply, settingValueSchema, shownDecision, shownPort, shownSetting } from './shown.ts';
import { sourceSchema } from './source.ts';
import type { DecisionKey, SettingListKey } from './store.ts';

const room = 'ports';
const printedCode = z.string().trim().min(5).max(6).meta({ description: 'UN/LOCODE, main code or alias', example: 'CNZOS' });
const recordId = z.strictObject({ id: z.string().regex(/^[\w.:-]{1,100}$/) });

/** Ports, decisions on eligibility and dated settings. */
export const portsEndpoints = (rooms: PortsRooms): readonly Endpoint[] => [
  ...portEndpoints(rooms),
  ...decisionEndpoints(rooms),
  ...settingEndpoints(rooms),
];

const portEndpoints = ({ ports }: PortsRooms): Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/ports',
    room,
    summary: 'The ports, by UN/LOCODE',
    who: 'anyone',
    query: z.strictObject(paging),
    reply: page(portReply),
    async answer({ query: { limit, after } }) {
      const [from = ''] = after === undefined ? [] : fromCursor(after, ['string']);
      const rows = (await ports.allPorts()).filter(({ unlocode }) => unlocode > String(from));
      const { items, next } = pageOf(rows.slice(0, limit + 1), limit, ({ unlocode }) => [unlocode]);
      return { items: items.map(shownPort), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/ports/:unlocode',
    room,
    summary: 'One port; an alias answers its main port',
    who: 'anyone',
    params: z.strictObject({ unlocode: printedCode }),
    reply: portReply,
    refuses: ['NOT_FOUND'],
    async answer({ params }) {
      return shownPort((await ports.findPort(params.unlocode)) ?? refuse('NOT_FOUND', { field: 'path.unlocode' }));
    },
  }),
];

const decisionEndpoints = (rooms: PortsRooms): Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/decisions',
    room,
    summary: 'Dated decisions on which port admits which fuel',
    description:
      'With `on`, those in force on that day. A decision with bonded true or null admits bonded supply; bonded false admits none.',
    who: 'anyone',
    query: z.strictObject({ port: printedCode.optional(), fuel: fuelKey.optional(), on: day.optional(), ...paging }),
    reply: page(decisionReply),
    async answer({ query: { port, fuel, on, limit, after } }) {
      const key = after === undefined ? undefined : (fromCursor(after, ['string', 'string', 'string', 'string']) as unknown as DecisionKey);
      const named = port === undefined ? undefined : await rooms.ports.findPort(port);
      if (port !== undefined && !named) return { items: [], next: null };
      const rows = await rooms.ports.listDecisions({ port: named?.unlocode, fuel, on }, limit + 1, key);
      const { items, next } = pageOf(rows, limit, (row) => [row.port, row.fuel, row.from, row.id]);
      return { items: items.map(shownDecision), next };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/decisions',
    room,
    summary: 'Enter a dated decision',
    who: 'eligibility.decide',
    status: 201,
    body: z.strictObject({
      id: id.optional(),
      port: printedCode,
      fuel: fuelKey,
      bonded: z.boolean().nullable(),
      authority: line(300).nullable(),
      from: looseDay,
      to: day.nullable().optional(),
      basis: z.enum(['rule', 'evidence']),
      source: sourceSchema,
      note: line(500).optional(),
    }),
    example: {
      port: 'CNZOS',
      fuel: 'METHANOL',
      bonded: true,
      authority: 'Port authority of Zhoushan',
      from: '2026-03-01',
      basis: 'rule',
      source: { publisher: 'Port authority of Zhoushan', title: 'Notice on methanol bunkering', date: '2026-02-20' },
    },
    reply: decisionReply,
    refuses: ['PORT_UNKNOWN', 'PORT_NOT_BONDED', 'PERIOD_INVERTED', 'RULE_WITHOUT_AUTHORITY', 'DECISION_STANDS'],
    perform: async (work, { body }) => shownDecision(await decideEligibility(rooms, work, body)),
  }),
  command({
    method: 'POST',
    path: '/v1/decisions/:id/end',
    room,
    summary: 'Put an end to a decision; history stays',
    who: 'eligibility.decide',
    params: recordId,
    body: z.strictObject({ to: day.meta({ description: 'the last day in force' }), reason: line(500) }),
    example: { to: '2026-06-30', reason: 'Replaced by the measures of July' },
    reply: decisionReply,
    refuses: ['NOT_FOUND', 'PERIOD_INVERTED', 'ALREADY_ENDED'],
    perform: async (work, { params, body }) => shownDecision(await endDecision(rooms, work, { ...params, ...body })),
  }),
];

const settingEndpoints = (rooms: PortsRooms): Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/settings',
    room,
    summary: 'The dated settings with their history',
    description: 'The narrowest scope wins (book, fuel at a port, port, fuel, all), in it the last that is valid on the day.',
    who: 'signed-in',
    query: z.strictObject({ key: z.enum(settingKeys).optional(), ...paging }),
    reply: page(settingReply),
    async answer({ query: { key, limit, after } }) {
      const from =
        after === undefined ? undefined : (fromCursor(after, ['string', 'string', 'string', 'string']) as unknown as SettingListKey);
      const { items, next } = pageOf(await rooms.ports.listSettings(key, limit + 1, from), limit, (row) => [
        row.key,
        row.scope,
        row.validFrom,
        row.id,
      ]);
      return { items: items.map(shownSetting), next };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/settings',
    room,
    summary: 'Give a setting a new value from a day on',
    who: 'setting.date',
    status: 201,
    body: z.strictObject({
      id: id.optional(),
      key: z.enum(settingKeys),
      scope: scopeSchema,
      value: settingValueSchema,
      validFrom: day,
      basis: z.enum(['rule', 'ours']),
      source: sourceSchema,
      note: line(500).optional(),
    }),
    example: {
      key: 'tolerance.sounding',
      scope: 'port:CNZOS,fuel:LNG',
      value: 0.2,
      validFrom: '2026-04-01',
      basis: 'ours',
      source: { publisher: 'Regulator', title: 'Decision on tolerances' },
    },
    reply: settingReply,
    refuses: ['PORT_UNKNOWN', 'SETTING_VALUE_INVALID'],
    perform: async (work, { body }) => shownSetting(await dateSetting(rooms, work, body)),
  }),
];
