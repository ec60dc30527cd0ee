import fc, { type Arbitrary } from 'fast-check';

type Schema = Readonly<Record<string, unknown>>;

/** Values that name what really exists, by the name of the field or parameter that takes them. */
export type Known = Readonly<Record<string, readonly string[]>>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** Values that a JSON schema of the API document accepts, or nearly: what no generator can know is left to chance. */
export function valuesOf(schema: unknown, components: Readonly<Record<string, unknown>>, known: Known, name = ''): Arbitrary<unknown> {
  if (!isSchema(schema)) return fc.jsonValue();
  const of = (inner: unknown, at = name): Arbitrary<unknown> => valuesOf(inner, components, known, at);
  if (typeof schema['$ref'] === 'string') return of(components[schema['$ref'].split('/').at(-1) ?? '']);
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return fc.oneof(...choices.map((choice: unknown) => of(choice)));
  if (Array.isArray(schema['allOf'])) return of(schema['allOf'][0]);
  switch (schema['type']) {
    case 'object':
      return objects(schema, of);
    case 'array': {
      const minLength = numberOf(schema['minItems'], 0);
      return fc.array(of(schema['items']), { minLength, maxLength: Math.min(numberOf(schema['maxItems'], 3), minLength + 2) });
    }
    case 'integer':
      return fc.integer({ min: boundOf(schema, 'inimum', -1_000_000), max: boundOf(schema, 'aximum', 1_000_000_000) });
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return strings(schema, known, name);
    default:
      return fc.jsonValue();
  }
}

/** Safe integers are what zod writes as bounds where the schema has none; they would be all that is ever drawn. */
const boundOf = (schema: Schema, bound: 'inimum' | 'aximum', otherwise: number): number => {
  const [given, beyond] = bound === 'inimum' ? ['minimum', 'exclusiveMinimum'] : ['maximum', 'exclusiveMaximum'];
  const value = numberOf(schema[given ?? ''] ?? schema[beyond ?? ''], otherwise);
  return Math.abs(value) === Number.MAX_SAFE_INTEGER ? otherwise : value;
};

const numbers = (schema: Schema): Arbitrary<number> => {
  const [min, max] = [boundOf(schema, 'inimum', -1000), boundOf(schema, 'aximum', 1000)];
  return fc.integer({ min: 0, max: 10_000 }).map((part) => Math.round((min + ((max - min) * part) / 10_000) * 1000) / 1000);
};

function objects(schema: Schema, of: (inner: unknown, name?: string) => Arbitrary<unknown>): Arbitrary<unknown> {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  const named = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, of(inner, name)]));
  if (Object.keys(named).length > 0) return fc.record(named, { requiredKeys: required });
  const values = isSchema(schema['additionalProperties']) ? of(schema['additionalProperties']) : fc.constant('a value');
  return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), values, { maxKeys: 3, noNullPrototype: true });
}

function strings(schema: Schema, known: Known, name: string): Arbitrary<string> {
  const own = textOf(schema);
  const format = schema['format'];
  const existing = [...(known[name] ?? []), ...(format === 'uuid' && known[name] === undefined ? (known['id'] ?? []) : [])];
  return existing.length === 0 ? own : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...existing) }, { weight: 1, arbitrary: own });
}

const dates = fc.integer({ min: -400, max: 200 }).map((days) => new Date(Date.UTC(2026, 10, 24) + days * 86_400_000));

function textOf(schema: Schema): Arbitrary<string> {
  switch (schema['format']) {
    case 'uuid':
      return fc.uuid();
    case 'date':
      return dates.map((date) => date.toISOString().slice(0, 10));
    case 'date-time':
      return dates.map((date) => date.toISOString());
  }
  const [minLength, maxLength] = [numberOf(schema['minLength'], 0), Math.min(numberOf(schema['maxLength'], 40), 60)];
  const plain = fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, maxLength) });
  if (typeof schema['pattern'] !== 'string') return plain;
  try {
    return fc.stringMatching(new RegExp(schema['pattern'], 'u'));
  } catch {
    // A pattern that speaks of whole classes of characters: plain words fit those of this document.
    return fc
      .string({ unit: fc.constantFrom(...'abcXYZ 019-'), minLength: Math.max(1, minLength), maxLength: 20 })
      .map((text) => `w${text}`);
  }
}
