import type { DeliveryNoteView } from '../documents/delivery-note-view.ts';
import { gradeOf } from '../fuels/grade.ts';
import { bothNames } from './compose-note.ts';
import { labelledItems } from './note-labels.ts';
import { verifyUrl } from './note-shown.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { DeliveryNote } from './delivery-note.ts';

/** A note with what its ids are called and the words of its items: what the paper and the sign page show. */
export async function noteView(
  { people, ports, fleet, fuels, publicUrl }: Pick<BunkeringRooms, 'people' | 'ports' | 'fleet' | 'fuels' | 'publicUrl'>,
  note: DeliveryNote,
): Promise<DeliveryNoteView> {
  const nameOf = async (organisation: string): Promise<string> => {
    const found = await people.organisation(organisation);
    return found ? bothNames(found.name) : organisation;
  };
  const port = await ports.findPort(note.port);
  return {
    note,
    supplierName: await nameOf(note.supplier),
    lineName: await nameOf(note.line),
    shipName: (await fleet.ship(note.imo))?.name ?? note.imo,
    portName: port?.name ?? { en: note.port, zh: note.port },
    gradeName: gradeOf(fuels.grades, note.grade)?.name ?? { en: note.grade, zh: note.grade },
    items: labelledItems(note.items, fuels.items),
    verifyUrl: verifyUrl(publicUrl, note.number),
  };
}
