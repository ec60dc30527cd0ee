/**
 * The closed list of what the service can refuse, each with its HTTP status. The words (title and remedy, English and
 * Chinese) stand in `words/en.json` and `words/zh.json` under the same code; a test holds the three together.
 */
export const refusalStatus = {
  // the request itself
  VALIDATION: 422,
  BODY_NOT_JSON: 400,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  ROUTE_UNKNOWN: 404,
  METHOD_NOT_ALLOWED: 405,
  CURSOR_INVALID: 422,
  TOO_MANY_REQUESTS: 429,
  IDEMPOTENCY_KEY_MISSING: 400,
  IDEMPOTENCY_KEY_REUSED: 422,
  OCCURRED_IN_FUTURE: 422,
  LATE_REASON_MISSING: 422,
  ID_TAKEN: 409,
  BUSY: 503,
  // who asks
  NOT_SIGNED_IN: 401,
  TOKEN_INVALID: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  SECOND_PERSON_NEEDED: 403,
  // ledger
  BOOK_UNKNOWN: 404,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof refusalStatus;
