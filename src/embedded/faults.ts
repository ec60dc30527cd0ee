import type { Document } from 'bson';

/** MongoDB's names of the codes that have one; the others are known as Location and their number. */
// prettier-ignore
const codeNames: Readonly<Record<number, string>> = Object.freeze({
  2: 'BadValue', 8: 'UnknownError', 9: 'FailedToParse', 13: 'Unauthorized', 14: 'TypeMismatch', 16: 'InvalidLength', 26:
  'NamespaceNotFound', 28: 'PathNotViable', 40: 'ConflictingUpdateOperators', 43: 'CursorNotFound', 48: 'NamespaceExists', 52:
  'DollarPrefixedFieldName', 54: 'NotSingleValueField', 56: 'EmptyFieldName', 59: 'CommandNotFound', 66: 'ImmutableField', 67:
  'CannotCreateIndex', 72: 'InvalidOptions', 73: 'InvalidNamespace', 85: 'IndexOptionsConflict', 86: 'IndexKeySpecsConflict', 112:
  'WriteConflict', 117: 'ConflictingOperationInProgress', 171: 'CannotIndexParallelArrays', 197: 'InvalidIndexSpecificationOption', 225:
  'TransactionTooOld', 238: 'NotImplemented', 251: 'NoSuchTransaction', 256: 'TransactionCommitted', 263:
  'OperationNotSupportedInTransaction', 10334: 'BSONObjectTooLarge', 11000: 'DuplicateKey', 14031: 'OutOfDiskSpace', 17280: 'KeyTooLong',
  40415: 'IDLUnknownField',
});

/** An error as MongoDB answers it: code, code name and message; `extra` carries fields such as keyPattern. */
export class Fault extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly extra: Document = {},
  ) {
    super(message);
  }

  get codeName(): string {
    return codeNames[this.code] ?? `Location${this.code}`;
  }
}

export const badValue = (message: string): Fault => new Fault(2, message);
export const failedToParse = (message: string): Fault => new Fault(9, message);
export const typeMismatch = (message: string): Fault => new Fault(14, message);
/** What MongoDB has and this store lacks: refused by name, never guessed. */
export const notImplemented = (what: string): Fault =>
  new Fault(238, `the embedded store does not have ${what}; MONGODB_URI leads to a MongoDB that has it`);
