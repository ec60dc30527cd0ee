import type { Reason } from '../refusal.ts';
import type { ChecklistAnswer } from './delivery.ts';

/** Every reason why the answers do not let a delivery begin: an item not answered, one that was not asked, a "no". */
export function checklistFaults(asked: readonly { readonly item: string }[], answers: readonly ChecklistAnswer[]): readonly Reason[] {
  const items = new Set(asked.map(({ item }) => item));
  const answered = new Set(answers.map(({ item }) => item));
  const missing = [...items].filter((item) => !answered.has(item));
  const strange = [...answered].filter((item) => !items.has(item));
  const failed = answers.filter(({ answer }) => answer === 'no').map(({ item }) => item);
  const faults: Reason[] = [];
  if (missing.length > 0 || answered.size < answers.length) {
    const twice = answers.filter(({ item }, place) => answers.findIndex((one) => one.item === item) < place).map(({ item }) => item);
    faults.push({ code: 'CHECKLIST_INCOMPLETE', field: 'body.checklist', values: { missing: [...missing, ...twice].join(', ') } });
  }
  for (const item of strange) {
    const expected = `an item of the checklist: ${[...items].join(', ')} 应为检查表所列项目`;
    faults.push({ code: 'ITEM_INVALID', field: 'body.checklist', values: { field: item, expected } });
  }
  if (failed.length > 0) faults.push({ code: 'CHECKLIST_FAILED', field: 'body.checklist', values: { items: failed.join(', ') } });
  return faults;
}
