import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { lacking, vocabulary } from '../../src/embedded/vocabulary.ts';
import { failureOf, runStore, type RunningStore } from './running-store.ts';

const folder = new URL('./', import.meta.url);
const suites = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts') && name !== 'vocabulary.test.ts')
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

/** Whether a suite says the word: a whole name, in a command, a filter, an update, a stage or an option. */
const isUsed = (word: string): boolean => new RegExp(`(?<![\\w$])${word.replace(/[$[\]]/g, '\\$&')}(?![\\w[])`).test(suites);

describe('the vocabulary of the embedded store', () => {
  for (const [kind, words] of Object.entries(vocabulary)) {
    it(`holds no word of the ${kind} that no suite uses`, () => {
      expect(words.filter((word) => !isUsed(word))).to.deep.equal([]);
    });
  }

  describe('says no', () => {
    let store: RunningStore;
    before(async () => {
      store = await runStore();
      await store.db.collection('notes').insertOne({ a: [1] });
    });
    after(() => store.end());
    const codeOf = async (command: Record<string, unknown>): Promise<unknown> => {
      const failure = await failureOf(store.db.command(command));
      return failure.code === 238 ? `238 ${failure.message}` : failure.code;
    };
    const refusedByName = async (word: string, command: Record<string, unknown>): Promise<void> => {
      expect(await codeOf(command), word)
        .to.match(/^238 /)
        .and.contain(word);
    };

    it('by name to every command that MongoDB has and it lacks', async () => {
      for (const name of lacking.commands) await refusedByName(name, { [name]: 1 });
    });

    it('by name to every stage, query operator and index option that MongoDB has and it lacks', async () => {
      for (const stage of lacking.stages) await refusedByName(stage, { aggregate: 'notes', pipeline: [{ [stage]: {} }], cursor: {} });
      for (const operator of ['$where', '$text', '$jsonSchema'])
        await refusedByName(operator, { find: 'notes', filter: { [operator]: {} } });
      for (const operator of ['$near', '$geoWithin']) await refusedByName(operator, { find: 'notes', filter: { a: { [operator]: {} } } });
      for (const option of lacking.indexOptions)
        await refusedByName(option, { createIndexes: 'notes', indexes: [{ key: { a: 1 }, name: 'a', [option]: {} }] });
    });

    it('by name to collations, views, validators, capped and time series, text, hashed and wildcard indexes, and snapshot reads', async () => {
      const collation = { locale: 'fr' };
      await refusedByName('collation', { find: 'notes', collation });
      await refusedByName('collation', { update: 'notes', updates: [{ q: {}, u: { $set: { a: 1 } }, collation }] });
      for (const option of ['viewOn', 'validator', 'capped', 'timeseries', 'clusteredIndex'])
        await refusedByName(option, { create: 'other', [option]: {} });
      for (const kind of ['text', '2dsphere', 'hashed'])
        await refusedByName(kind, { createIndexes: 'notes', indexes: [{ key: { a: kind }, name: 'a' }] });
      await refusedByName('wildcard', { createIndexes: 'notes', indexes: [{ key: { '$**': 1 }, name: 'a' }] });
      await refusedByName('snapshot', { find: 'notes', readConcern: { level: 'snapshot' } });
    });

    it('by name to time limits, and to findAndModify that removes, sorts or projects', async () => {
      await refusedByName('maxTimeMS', { find: 'notes', maxTimeMS: 5 });
      for (const field of ['remove', 'sort', 'fields'])
        await refusedByName(field, { findAndModify: 'notes', update: { $set: { a: 1 } }, [field]: field === 'remove' || { a: 1 } });
    });

    it('by name to collections and indexes made by a command inside a transaction', async () => {
      await store.client.withSession(async (session) => {
        session.startTransaction();
        const failure = await failureOf(store.db.createCollection('other', { session }));
        expect([failure.code, failure.message]).to.satisfy(
          ([code, message]: [number, string]) => code === 238 && message.includes('create in a transaction'),
        );
      });
    });

    it('to names that are too long, beside writes that are in order', async () => {
      const [long, beside] = await Promise.all([
        codeOf({ insert: 'n'.repeat(2_000), documents: [{ a: 1 }] }),
        store.db.collection('notes').insertOne({ a: [2] }),
      ]);
      expect([long, beside.acknowledged]).to.deep.equal([73, true]);
    });

    it("with MongoDB's own code to what nobody has", async () => {
      expect(await codeOf({ haul: 1 })).to.equal(59);
      expect(await codeOf({ find: 'notes', speed: 1 })).to.equal(40415);
      expect(await codeOf({ update: 'notes', updates: [{ q: {}, u: { $set: { a: 1 } }, speed: 1 }] })).to.equal(40415);
      expect(await codeOf({ find: 'notes', filter: { a: { $haul: 1 } } })).to.equal(2);
      expect(await codeOf({ aggregate: 'notes', pipeline: [{ $haul: 1 }], cursor: {} })).to.equal(40324);
      expect(await codeOf({ createIndexes: 'notes', indexes: [{ key: { a: 1 }, name: 'a', speed: 1 }] })).to.equal(197);
    });
  });
});
