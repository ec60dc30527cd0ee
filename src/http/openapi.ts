import { z } from 'zod';
import { permissions } from '../people/permissions.ts';
import { refusalStatus, type RefusalCode } from '../refusal.ts';
import type { Endpoint } from './endpoint.ts';
import { problem } from './problem.ts';
import { withTimes } from './routes.ts';

type Json = Record<string, unknown>;

/** What any endpoint can refuse, beside its own list. */
const always: readonly RefusalCode[] = ['VALIDATION', 'BODY_NOT_JSON', 'BODY_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED', 'TOO_MANY_REQUESTS'];
const whenPaged: readonly RefusalCode[] = ['CURSOR_INVALID'];
const whenSignedIn: readonly RefusalCode[] = ['NOT_SIGNED_IN', 'TOKEN_INVALID', 'NOT_ALLOWED'];
const whenKeyed: readonly RefusalCode[] = ['IDEMPOTENCY_KEY_MISSING', 'IDEMPOTENCY_KEY_REUSED'];
const whenCommand: readonly RefusalCode[] = ['OCCURRED_IN_FUTURE', 'LATE_REASON_MISSING', 'BUSY'];

export const refusalsOf = (endpoint: Endpoint): readonly RefusalCode[] => [
  ...always,
  ...(endpoint.query instanceof z.ZodObject && 'after' in endpoint.query.shape ? whenPaged : []),
  ...(endpoint.who === 'anyone' ? [] : whenSignedIn),
  ...(endpoint.perform ? whenCommand : []),
  ...(endpoint.perform && !endpoint.once ? whenKeyed : []),
  ...(endpoint.refuses ?? []),
];

/** OpenAPI 3.1 of the endpoints, derived from the same values as the routes. */
export function openApiOf(endpoints: readonly Endpoint[], about: { version: string; server: string }): Json {
  const components: Record<string, Json> = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const written = split(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), components);
    const name = z.globalRegistry.get(schema)?.id;
    if (name === undefined || io === 'input') return written;
    // A reply with a name is written once; the problem document alone would otherwise stand there a thousand times.
    components[name] ??= written;
    return { $ref: `#/components/schemas/${name}` };
  };
  const problemSchema = schemaOf(problem, 'output');
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operationOf(endpoint, schemaOf, problemSchema);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plimsoll',
      version: about.version,
      description:
        'The open ledger of green marine fuel: bonded stock, measured deliveries, sealed delivery notes, certificates that anyone can check.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.server }],
    tags: [...new Set(endpoints.map(({ room }) => room))].map((name) => ({ name })),
    paths,
    components: { schemas: components, securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
}

function operationOf(endpoint: Endpoint, schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json, problemSchema: Json): Json {
  const body = endpoint.perform ? withTimes(endpoint.body) : endpoint.body;
  return {
    tags: [endpoint.room],
    summary: endpoint.summary,
    description: `${endpoint.description ? `${endpoint.description}\n\n` : ''}${whoMay(endpoint)}`,
    operationId: operationIdOf(endpoint),
    ...(endpoint.who !== 'anyone' && { security: [{ bearer: [] }] }),
    parameters: [
      ...parametersOf('path', endpoint.params, schemaOf),
      ...parametersOf('query', endpoint.query, schemaOf),
      ...(endpoint.perform && !endpoint.once ? [idempotencyKey] : []),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: schemaOf(body, 'input'), ...(endpoint.example !== undefined && { example: endpoint.example }) },
          ...(endpoint.form && { 'application/x-www-form-urlencoded': { schema: schemaOf(body, 'input') } }),
        },
      },
    }),
    responses: { [String(endpoint.status ?? 200)]: successOf(endpoint, schemaOf), ...refusalResponses(endpoint, problemSchema) },
  };
}

const whoMay = ({ who }: Endpoint): string => {
  if (who === 'anyone') return 'Who may: anyone.';
  if (who === 'signed-in') return 'Who may: whoever is signed in.';
  return `Who may (\`${who}\`): ${permissions[who].join(', ')}.`;
};

const operationIdOf = ({ method, path }: Endpoint): string =>
  `${method.toLowerCase()}${path.replace(/[/:.-]+(\w)?/g, (_whole, letter: string | undefined) => letter?.toUpperCase() ?? '')}`;

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'made by the client for this command; repeating the request with the same key is safe',
  schema: { type: 'string', minLength: 8, maxLength: 100 },
};

function parametersOf(
  place: 'path' | 'query',
  schema: z.ZodType | undefined,
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json,
): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || !one.safeParse(undefined).success,
    schema: schemaOf(one, 'input'),
  }));
}

function successOf(endpoint: Endpoint, schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json): Json {
  const json = endpoint.only ? {} : { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } };
  const others = Object.keys(endpoint.renderings ?? {}).map((media) => [media, { schema: { type: 'string' } }]);
  return { description: endpoint.summary, content: { ...json, ...(Object.fromEntries(others) as Json) } };
}

function refusalResponses(endpoint: Endpoint, schema: Json): Record<string, Json> {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of new Set(refusalsOf(endpoint))) byStatus.set(refusalStatus[code], [...(byStatus.get(refusalStatus[code]) ?? []), code]);
  // Whom a link brought here in a browser is told on a page.
  const page = endpoint.refusalPage && { 'text/html': { schema: { type: 'string' } } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      { description: codes.join(', '), content: { 'application/problem+json': { schema }, ...page } },
    ]),
  );
}

/** Moves `$defs` to the components, so that a schema with an id is written once. */
function split(schema: Json, components: Record<string, Json>): Json {
  const { $defs, $schema: _dialect, ...rest } = schema as Json & { $defs?: Record<string, Json> };
  for (const [name, definition] of Object.entries($defs ?? {})) components[name] ??= relocate(definition) as Json;
  return relocate(rest) as Json;
}

function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'id' || typeof (value as Json)['id'] !== 'string' || !('type' in value || 'anyOf' in value))
      .map(([key, inner]) => [
        key,
        key === '$ref' && typeof inner === 'string' ? inner.replace('#/$defs/', '#/components/schemas/') : relocate(inner),
      ]),
  );
}
