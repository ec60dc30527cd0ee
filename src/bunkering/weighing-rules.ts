import { gradeOf } from '../fuels/grade.ts';
import type { Work } from '../work.ts';
import type { Nomination } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { WeighingRules } from './weigh.ts';

/** By which rules a delivery of a day is weighed. */
export async function weighingRules(
  { fuels, ports, buoyancyOn }: BunkeringRooms,
  work: Work,
  { grade, port, fuelKey }: Nomination,
  day: string,
): Promise<WeighingRules> {
  const found = gradeOf(fuels.grades, grade);
  if (!found) throw new Error(`the grade ${grade} of a nomination is not known`);
  const ticketTolerancePct = await ports.setting('tolerance.ticket', { port, fuel: fuelKey }, day, work.session);
  return { massBasis: found.massBasis, buoyancy: buoyancyOn(day), ticketTolerancePct };
}
