import { gradeOf, grades, type GradeId } from '../fuels/grade.ts';
import { typicalProperties } from '../fuels/properties.ts';
import type { Work } from '../work.ts';
import type { Delivery } from './delivery.ts';
import type { Mix } from './mix.ts';
import type { BunkeringRooms } from './rooms.ts';

/** The parcels that went to a ship with what is typical of their grade; of a blend, on the base that its documents name. */
export async function mixOf(
  { fuels, ledger }: Pick<BunkeringRooms, 'fuels' | 'ledger'>,
  work: Work,
  gradeId: string,
  drawn: Delivery['drawn'],
): Promise<Mix> {
  const grade = gradeOf(fuels.grades, gradeId);
  if (!grade) throw new Error(`the grade ${gradeId} of a delivery is not known`);
  const parcels = new Map(
    (
      await ledger.parcels(
        drawn.map(({ parcel }) => parcel),
        work,
      )
    ).map((parcel) => [parcel.id, parcel]),
  );
  const parts = drawn.map(({ parcel: id, massKg }) => {
    const parcel = parcels.get(id);
    if (!parcel) throw new Error(`the parcel ${id} of a delivery is not known`);
    return { parcel, massKg };
  });
  const bases = new Set(parts.map(({ parcel }) => parcel.properties['blendBase']));
  const [base] = bases;
  const named = bases.size === 1 && isGrade(base) ? base : null;
  return { grade, parts, typical: typicalProperties(fuels.typical, grade.grade, named) };
}

const isGrade = (word: unknown): word is GradeId => (grades as readonly unknown[]).includes(word);
