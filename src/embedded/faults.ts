import type { Document } from 'bson';

/** An error as MongoDB answers it: code, code name and message; `extra` carries fields such as keyPattern. */
export class Fault extends Error {
  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    readonly extra: Document = {},
  ) {
    super(message);
  }
}

export const badValue = (message: string): Fault => new Fault(2, 'BadValue', message);
export const failedToParse = (message: string): Fault => new Fault(9, 'FailedToParse', message);
export const typeMismatch = (message: string): Fault => new Fault(14, 'TypeMismatch', message);
export const pathNotViable = (message: string): Fault => new Fault(28, 'PathNotViable', message);
export const conflictingUpdate = (message: string): Fault => new Fault(40, 'ConflictingUpdateOperators', message);
export const immutableField = (message: string): Fault => new Fault(66, 'ImmutableField', message);
/** What MongoDB has and this store lacks: refused by name, never guessed. */
export const notImplemented = (what: string): Fault =>
  new Fault(238, 'NotImplemented', `the embedded store does not have ${what}; MONGODB_URI leads to a MongoDB that has it`);
/** One of the many errors that MongoDB knows by their number alone. */
export const located = (code: number, message: string): Fault => new Fault(code, `Location${code}`, message);
export const emptyFieldName = (message: string): Fault => new Fault(56, 'EmptyFieldName', message);
export const dollarPrefixed = (name: string, path: string): Fault =>
  new Fault(
    52,
    'DollarPrefixedFieldName',
    `The dollar ($) prefixed field '${name}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
  );
