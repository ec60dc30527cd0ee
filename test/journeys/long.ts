/** `npm run test:long` sets LONG: more requests, more steps, more kills than every `npm test` has time for. */
export const isLong = (process.env['LONG'] ?? '') !== '';
