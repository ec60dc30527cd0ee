import { join } from 'node:path';
import { readExpected, readPublished, type Published } from '../../scripts/story/published-records.ts';

const file = (name: string): string => join(import.meta.dirname, '../../scripts/story', name);

export const records = readPublished(file('published.json'));
export const expectations = readExpected(file('published-outcomes.json'));

export function published(id: string): Published {
  const found = records.find((record) => record.id === id);
  if (!found) throw new Error(`no record ${id} is published`);
  return found;
}
