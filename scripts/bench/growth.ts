import type { Ground } from '../../test/journeys/ground.ts';
import type { House } from '../../test/journeys/house.ts';
import { median, ms, type Finding } from './measure.ts';
import { transfers } from './posting.ts';

const sample = 300;

/** Whether a posting stays as quick when the book has grown: its median at 1,000 and at 20,000 entries. */
export async function postingAsTheBookGrows(house: House, ground: Ground, seen: (entries: number) => void): Promise<readonly Finding[]> {
  const { direct } = transfers(house, ground);
  const entries = async (): Promise<number> => house.service.db.collection('entries').estimatedDocumentCount();
  const grownTo = async (wanted: number): Promise<void> => {
    for (let left = wanted - (await entries()); left > 0; left -= 1) {
      await direct();
      if (left % 200 === 0) seen(wanted - left);
    }
  };
  const p50 = async (): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < sample; round += 1) {
      const start = performance.now();
      await direct();
      times.push(performance.now() - start);
    }
    return median(times);
  };
  await grownTo(1_000);
  const early = await p50();
  await grownTo(20_000);
  const late = await p50();
  const beside = `at 1,000 ${ms(early)}`;
  return [{ what: 'p50 of a posting at 20,000 entries', ours: ms(late), beside, value: late / early, unit: '', goal: 1.2 }];
}
