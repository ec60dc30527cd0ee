import { z } from 'zod';
import { refuse } from '../refusal.ts';
import { query, type Endpoint } from './endpoint.ts';

const alive = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

/** `live`: the process answers. `ready`: the database answers too, so that work may be sent here. */
export const healthEndpoints = (databaseAnswers: () => Promise<boolean>): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/health/live',
    room: 'health',
    summary: 'The process is alive',
    who: 'anyone',
    reply: alive,
    answer: () => Promise.resolve({ status: 'ok' as const }),
  }),
  query({
    method: 'GET',
    path: '/health/ready',
    room: 'health',
    summary: 'The service and its database are ready for work',
    who: 'anyone',
    reply: alive,
    refuses: ['NOT_READY'],
    async answer() {
      if (!(await databaseAnswers())) refuse('NOT_READY');
      return { status: 'ok' as const };
    },
  }),
];
