import type { Document } from 'bson';

/** The document an upsert starts from: what the filter says must be equal. */
export function upsertSeed(_filter: Document): Document {
  return {};
}
