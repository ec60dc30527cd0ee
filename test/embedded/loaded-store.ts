import { runStore } from './running-store.ts';

// A process of its own, to be killed: eight clients write a note and count it in the book, and each tells what was acknowledged.
const store = await runStore({ folder: process.argv[2] ?? '' });
const notes = store.db.collection('notes');
const book = store.db.collection<{ _id: string; count: number }>('book');
await notes.createIndex({ number: 1 }, { unique: true });
await notes.createIndex({ tags: 1, number: -1 });
await book.insertOne({ _id: 'book', count: 0 });

const write = async (first: number): Promise<never> => {
  for (let number = first; ; number += 8) {
    await store.client.withSession((session) =>
      session.withTransaction(async () => {
        await book.updateOne({ _id: 'book' }, { $inc: { count: 1 } }, { session });
        await notes.insertOne({ number, tags: ['a', `t${number % 7}`], text: 'x'.repeat(number % 900) }, { session });
      }),
    );
    process.send?.(number);
  }
};
await Promise.all(Array.from({ length: 8 }, (_, first) => write(first)));
