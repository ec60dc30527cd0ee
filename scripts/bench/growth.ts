import { randomUUID } from 'node:crypto';
import { sealEntry, type Head } from '../../src/ledger/entry.ts';
import type { Ground } from '../../test/journeys/ground.ts';
import type { House } from '../../test/journeys/house.ts';
import { median, ms, type Finding } from './measure.ts';
import { rows, transfers, written, type Row } from './posting.ts';

const sample = 200;
const batch = 1_000;

/**
 * Grows a book by copies of its last transfer, there and back by turns, each chained to the one before and with its line in
 * the trail and its kept answer: what so many commands would have left, in a fraction of their time.
 */
async function grow({ service }: House, book: string, by: number): Promise<void> {
  const { db, stores } = service;
  const { entry, trail, reply } = await written(db, book);
  const there = entry['postings'] as readonly { from: string; to: string; item: string; massKg: number }[];
  const back = there.map(({ from, to, ...rest }) => ({ from: to, to: from, ...rest }));
  const draft = { act: 'transfer', about: entry['about'] as string[], document: null };
  let head: Head | undefined = (await stores.ledger.everyHead()).find((one) => one.book === book);
  for (let done = 0; done < by; done += batch) {
    const [entries, lines, replies]: [Row[], Row[], Row[]] = [[], [], []];
    for (let count = 0; count < Math.min(batch, by - done); count += 1) {
      if (!head) throw new Error(`${book} has no head`);
      const at = new Date();
      const by = {
        occurredAt: at.toISOString(),
        recordedAt: at.toISOString(),
        actor: entry['actor'] as { person: string; organisation: string },
      };
      const { id, ...sealed } = sealEntry(head, { ...draft, postings: count % 2 ? there : back }, by);
      head = { book, number: sealed.number, hash: sealed.hash };
      entries.push({ ...sealed, _id: id, occurredAt: at, recordedAt: at });
      lines.push({ ...trail, _id: randomUUID(), about: `entry:${id}`, recordedAt: at, occurredAt: at });
      replies.push({ ...reply, _id: randomUUID(), recordedAt: at });
    }
    await rows<Row>(db, 'entries').insertMany(entries);
    await rows<Row>(db, 'trail').insertMany(lines);
    await rows<Row>(db, 'replies').insertMany(replies);
    await rows<{ _id: string; number: number; hash: string }>(db, 'heads').updateOne(
      { _id: book },
      { $set: { number: head?.number ?? 0, hash: head?.hash ?? '' } },
    );
  }
}

/** Whether a posting stays as quick when the book has grown: its median at 1,000 and at 20,000 entries. */
export async function postingAsTheBookGrows(house: House, ground: Ground): Promise<readonly Finding[]> {
  const { direct } = transfers(house, ground);
  const p50 = async (): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < sample; round += 1) {
      const start = performance.now();
      await direct();
      times.push(performance.now() - start);
    }
    return median(times);
  };
  const warmUp = 50;
  for (let round = 0; round < warmUp; round += 1) await direct();
  await grow(house, ground.book, 1_000 - warmUp);
  const early = await p50();
  await grow(house, ground.book, 20_000 - 1_000 - sample);
  const late = await p50();
  const beside = `at 1,000 ${ms(early)}`;
  return [{ what: 'p50 of a posting at 20,000 entries', ours: ms(late), beside, value: late / early, unit: '', goal: 1.2 }];
}
