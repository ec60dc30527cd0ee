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
/** What MongoDB has and this store lacks: refused by name, never guessed. */
export const notImplemented = (what: string): Fault =>
  new Fault(238, 'NotImplemented', `the embedded store does not have ${what}; MONGODB_URI leads to a MongoDB that has it`);
/** One of the many errors that MongoDB knows by their number alone. */
export const located = (code: number, message: string): Fault => new Fault(code, `Location${code}`, message);
export const deadlineFault = (): Fault => new Fault(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
