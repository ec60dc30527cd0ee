import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export interface Operation {
  readonly method: string;
  /** As the document writes it: `/v1/nominations/{id}`. */
  readonly path: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly in: 'path' | 'query' | 'header'; readonly schema: object }[];
  readonly body: object | null;
  readonly example: unknown;
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>>;
}

export interface OpenApi {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface OpenApiOperation {
  readonly operationId: string;
  readonly description: string;
  readonly parameters: Operation['parameters'];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object; readonly example?: unknown }>> };
  readonly responses: Operation['responses'];
}

export const operationsOf = ({ paths }: OpenApi): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { description, parameters, requestBody, responses }]): Operation => {
      const json = requestBody?.content['application/json'];
      return { method: method.toUpperCase(), path, description, parameters, body: json?.schema ?? null, example: json?.example, responses };
    }),
  );

export interface ReplyCheck {
  /** What of a JSON reply breaks the schema that the document gives for that operation, status and media type; null where nothing does. */
  (operation: Operation, status: number, media: string, body: unknown): string | null;
}

/** Holds replies to the document's own schemas, as a stranger's client would who has nothing but `/openapi.json`. */
export function replyCheckOf(document: OpenApi): ReplyCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'plimsoll:api', components: document.components });
  const compiled = new Map<string, ValidateFunction>();
  const validatorOf = (schema: object): ValidateFunction => {
    const text = JSON.stringify(schema);
    const known = compiled.get(text) ?? ajv.compile(pointed(schema) as object);
    compiled.set(text, known);
    return known;
  };
  return (operation, status, media, body) => {
    const response = operation.responses[String(status)];
    if (!response) return `the document has no ${status} for ${operation.method} ${operation.path}`;
    const schema = response.content[media]?.schema;
    if (!schema) return `the document has no ${media} for the ${status} of ${operation.method} ${operation.path}`;
    const validate = validatorOf(schema);
    return validate(body) ? null : ajv.errorsText(validate.errors);
  };
}

/** References of the document resolve inside the one schema that holds its components. */
function pointed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? inner.replace(/^#\//, 'plimsoll:api#/') : pointed(inner),
    ]),
  );
}
