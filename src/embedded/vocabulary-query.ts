/** What filters, updates, projections and pipelines may say; `lacking` is what MongoDB has beyond it, refused by name. */
export const queryOperators: readonly string[] = Object.freeze([]);
export const updateOperators: readonly string[] = Object.freeze([]);
export const projectionOperators: readonly string[] = Object.freeze([]);
export const stages: readonly string[] = Object.freeze([]);
export const accumulators: readonly string[] = Object.freeze([]);
export const expressions: readonly string[] = Object.freeze([]);
export const lacking = Object.freeze({
  queryOperators: Object.freeze(['$where', '$text', '$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$jsonSchema', '$bitsAllSet', '$bitsAllClear', '$bitsAnySet', '$bitsAnyClear', '$sampleRate', '$rand'] as readonly string[]),
  updateOperators: Object.freeze([] as readonly string[]),
  projectionOperators: Object.freeze([] as readonly string[]),
  stages: Object.freeze([] as readonly string[]),
  accumulators: Object.freeze([] as readonly string[]),
  expressions: Object.freeze([] as readonly string[]),
});
