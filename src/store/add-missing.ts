/** What adding needs of a model, whatever its documents hold. */
interface Register {
  find(filter: object, fields: object): { lean(): PromiseLike<readonly unknown[]> };
  insertMany(rows: readonly object[]): Promise<unknown>;
}

/** Adds the rows whose id is not there yet and touches none that is: what a start does with reference data. */
export async function addMissing(register: unknown, rows: readonly { readonly _id: string }[]): Promise<void> {
  const model = register as Register;
  const stored = (await model.find({ _id: { $in: rows.map(({ _id }) => _id) } }, { _id: 1 }).lean()) as readonly { readonly _id: string }[];
  const known = new Set(stored.map(({ _id }) => _id));
  const fresh = rows.filter(({ _id }) => !known.has(_id));
  if (fresh.length > 0) await model.insertMany(fresh);
}
