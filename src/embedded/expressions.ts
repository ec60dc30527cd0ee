import type { MatchContext } from './match.ts';

export function compileExpression(_value: unknown, _context: MatchContext = {}): (doc: unknown) => unknown {
  return () => null;
}
