import type { Actor } from '../work.ts';

const recentMs = 2_000;
const most = 10_000;

export interface Admission {
  readonly actor: Actor;
  /** When the token or its session runs out. */
  readonly endsAt: Date;
}

/**
 * Who was let in by a token within the last two seconds, so that not every request asks for its session again: what this
 * process ends it forgets at once, what another process ends it learns within those two seconds.
 */
export function recentAdmissions() {
  const known = new Map<string, { readonly actor: Actor; readonly untilMs: number }>();
  let forgotten = 0;
  return {
    async admit(token: string, now: Date, judge: () => Promise<Admission>): Promise<Actor> {
      const recent = known.get(token);
      if (recent && now.getTime() < recent.untilMs && now.getTime() >= recent.untilMs - recentMs) return recent.actor;
      const before = forgotten;
      const { actor, endsAt } = await judge();
      if (known.size >= most) known.clear();
      // What was judged while sessions ended may be what was before.
      if (before === forgotten) known.set(token, { actor, untilMs: Math.min(now.getTime() + recentMs, endsAt.getTime()) });
      return actor;
    },
    forget(): void {
      forgotten += 1;
      known.clear();
    },
  };
}
