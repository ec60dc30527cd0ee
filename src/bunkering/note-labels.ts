import type { NoteItemView } from '../documents/delivery-note-view.ts';
import type { BdnItem } from '../fuels/bdn-items.ts';
import type { NoteItem } from './delivery-note.ts';

/** The items of a note with their labels and decimals from the list of items; one the list does not know keeps its field's name. */
export function labelledItems(items: readonly NoteItem[], register: readonly BdnItem[]): readonly NoteItemView[] {
  const known = new Map(register.map((item) => [item.field, item]));
  return items.map((item) => {
    const asked = known.get(item.field);
    if (!asked) return { ...item, labelEn: item.field, labelZh: item.field };
    const parts = asked.parts?.map(({ key, label, unit, decimals }) => ({ key, labelEn: label.en, labelZh: label.zh, unit, decimals }));
    return { ...item, labelEn: asked.label.en, labelZh: asked.label.zh, decimals: asked.decimals, ...(parts && { parts }) };
  });
}
