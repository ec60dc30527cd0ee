import { expect } from 'chai';
import mongoose from 'mongoose';
import { failureOf, runStore, type RunningStore } from './running-store.ts';

const { Decimal128, Double, Int32, Long } = mongoose.mongo;

describe('the driver on the embedded store', () => {
  let store: RunningStore;
  let notes: mongoose.mongo.Collection;
  before(async () => {
    store = await runStore();
  });
  beforeEach(async () => {
    await store.db.dropDatabase();
    notes = store.db.collection('notes');
  });
  after(() => store.end());

  it('meets a one-member replica set of MongoDB 7.0', async () => {
    const admin = store.client.db('admin');
    const hello = await admin.command({ hello: 1 });
    expect(hello).to.deep.include({ isWritablePrimary: true, setName: 'embedded', logicalSessionTimeoutMinutes: 30, maxWireVersion: 21 });
    expect((await admin.command({ buildInfo: 1 }))['version']).to.equal('7.0.0');
    expect(await admin.command({ ping: 1 })).to.include({ ok: 1 });
  });

  it('gets numbers of every type back as it stored them', async () => {
    const stored = {
      _id: 1,
      int: new Int32(7),
      long: Long.fromString('9007199254740993'),
      double: new Double(7),
      decimal: Decimal128.fromString('1250.50'),
    };
    await notes.insertOne(stored as never);
    const found = await notes.findOne({}, { promoteValues: false });
    expect(mongoose.mongo.BSON.EJSON.stringify(found, { relaxed: false })).to.equal(
      mongoose.mongo.BSON.EJSON.stringify({ ...stored, _id: new Int32(1) }, { relaxed: false }),
    );
  });

  it('is told of a taken key as MongoDB words it', async () => {
    await notes.createIndex({ number: 1, port: -1 }, { unique: true });
    await notes.insertOne({ number: 'BDN-1', port: null });
    const failure = await failureOf(notes.insertOne({ number: 'BDN-1' }));
    expect(failure.message).to.equal(
      'E11000 duplicate key error collection: test.notes index: number_1_port_-1 dup key: { number: "BDN-1", port: null }',
    );
    expect([failure['keyPattern'], failure['keyValue']]).to.deep.equal([
      { number: 1, port: -1 },
      { number: 'BDN-1', port: null },
    ]);
  });

  it('stops an ordered batch at the first refusal and goes on in an unordered one', async () => {
    const batch = [1, 1, 2].map((_id) => ({ insertOne: { document: { _id } as never } }));
    await failureOf(notes.bulkWrite(batch));
    expect(await notes.countDocuments()).to.equal(1);
    await failureOf(notes.bulkWrite(batch, { ordered: false }));
    expect(await notes.countDocuments()).to.equal(2);
  });

  it('updates, upserts, removes and gets back what was there or what is there now', async () => {
    const upserted = await notes.updateOne({ number: 1 }, { $set: { massKg: 5 } }, { upsert: true });
    expect([upserted.matchedCount, upserted.upsertedCount]).to.deep.equal([0, 1]);
    expect((await notes.updateMany({ number: 1 }, { $set: { massKg: 5 } })).modifiedCount).to.equal(0);
    expect(await notes.findOneAndUpdate({ number: 1 }, { $inc: { massKg: 1 } })).to.deep.include({ number: 1, massKg: 5 });
    const added = { $inc: { massKg: 1 } };
    expect(await notes.findOneAndUpdate({ number: 1 }, added, { returnDocument: 'after' })).to.deep.include({ massKg: 7 });
    expect(await notes.findOneAndUpdate({ number: 2 }, added)).to.equal(null);
    expect(await notes.findOneAndUpdate({ number: 2 }, added, { upsert: true })).to.equal(null);
    const told = { upsert: true, returnDocument: 'after', includeResultMetadata: true } as const;
    const { lastErrorObject, value } = await notes.findOneAndUpdate({ _id: 3 as never }, added, told);
    expect([lastErrorObject, value]).to.deep.equal([
      { n: 1, updatedExisting: false, upserted: 3 },
      { _id: 3, massKg: 1 },
    ]);
    expect((await notes.deleteOne({ number: 1 })).deletedCount).to.equal(1);
    expect((await notes.deleteMany({})).deletedCount).to.equal(2);
    expect((await failureOf(notes.updateOne({ _id: 1 as never }, { $set: { _id: 2 } }, { upsert: true }))).code).to.equal(66);
  });

  it('reads in batches, skips, limits, sorts and may leave a cursor', async () => {
    await notes.createIndex({ number: 1 });
    await notes.insertMany(Array.from({ length: 250 }, (_, number) => ({ number })));
    expect((await notes.find({}, { batchSize: 7 }).toArray()).map(({ number }) => number as number)).to.deep.equal(
      Array.from({ length: 250 }, (_, n) => n),
    );
    const page = await notes.find({}).sort({ number: -1 }).skip(10).limit(3).project({ _id: 0, number: 1 }).toArray();
    expect(page).to.deep.equal([{ number: 239 }, { number: 238 }, { number: 237 }]);
    const { cursor } = await store.db.command({ find: 'notes', batchSize: 2 }, { promoteLongs: false });
    const { id } = cursor as { id: mongoose.mongo.Long };
    expect((await store.db.command({ killCursors: 'notes', cursors: [id] }))['cursorsKilled'] as unknown[]).to.have.length(1);
    expect((await failureOf(store.db.command({ getMore: id, collection: 'notes' }))).code).to.equal(43);
    expect(await store.db.command({ count: 'notes', query: { number: { $gte: 240 } }, skip: 2 })).to.include({ n: 8 });
  });

  it('keeps its cursors while documents come and go', async () => {
    await notes.insertMany(Array.from({ length: 1_000 }, (_, number) => ({ number, text: 'x'.repeat(2_000) })));
    const cursor = notes.find({}, { batchSize: 10 });
    await cursor.next();
    await notes.deleteMany({ number: { $gte: 500 } });
    await notes.insertOne({ number: 5_000 });
    const numbers = (await cursor.toArray()).map(({ number }) => number as number);
    expect(new Set(numbers).size).to.equal(numbers.length);
    expect(numbers).to.include(499).and.include(5_000);
  });

  it('makes, lists and drops collections and indexes', async () => {
    await store.db.createCollection('notes');
    expect((await failureOf(store.db.createCollection('notes'))).code).to.equal(48);
    expect(await notes.createIndex({ 'lines.fuel': 1 }, { name: 'fuel', sparse: true, background: true })).to.equal('fuel');
    expect(await notes.createIndex({ 'lines.fuel': 1 }, { name: 'fuel', sparse: true })).to.equal('fuel');
    expect((await failureOf(notes.createIndex({ 'lines.fuel': 1 }, { name: 'other' }))).code).to.equal(85);
    expect(await notes.listIndexes().toArray()).to.deep.equal([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { 'lines.fuel': 1 }, name: 'fuel', sparse: true },
    ]);
    expect((await store.db.listCollections().toArray()).map(({ name }) => name)).to.deep.equal(['notes']);
    expect(await store.db.command({ drop: 'notes' })).to.include({ ok: 1, nIndexesWas: 2 });
    expect((await failureOf(notes.listIndexes().toArray())).code).to.equal(26);
  });

  it('refuses a unique index over values that are there twice, and leaves none behind', async () => {
    await notes.insertMany([{ number: 1 }, { number: 1 }]);
    expect(
      (
        await failureOf(
          store.db.command({ createIndexes: 'notes', indexes: [{ key: { number: 1 }, name: 'number_1', unique: true, v: 2 }] }),
        )
      ).code,
    ).to.equal(11000);
    expect(await notes.listIndexes().toArray()).to.have.length(1);
  });

  it('gets no reply to an unacknowledged write, and the write is there', async () => {
    await notes.insertOne({ number: 1 }, { writeConcern: { w: 0 } });
    while ((await notes.countDocuments()) === 0);
    expect(await notes.countDocuments()).to.equal(1);
  });

  it('ends its sessions, and endSessions ends what they had open', async () => {
    const session = store.client.startSession();
    session.startTransaction();
    await notes.insertOne({ number: 1 }, { session });
    await store.client.db('admin').command({ endSessions: [session.id] });
    expect((await failureOf(session.commitTransaction())).code).to.equal(251);
    await session.endSession();
  });

  it('sends commands whole: insert, update, delete, findAndModify and aggregate answer as MongoDB does', async () => {
    expect(await store.db.command({ insert: 'notes', documents: [{ _id: 1 }, { _id: 2 }] })).to.include({ n: 2, ok: 1 });
    expect(await store.db.command({ update: 'notes', updates: [{ q: {}, u: { $set: { port: 'CNSHA' } }, multi: true }] })).to.include({
      n: 2,
      nModified: 2,
    });
    const changed = { findAndModify: 'notes', query: { _id: 1 }, remove: false, update: { $set: { port: 'CNZOS' } }, new: true };
    expect((await store.db.command(changed))['value']).to.deep.equal({ _id: 1, port: 'CNZOS' });
    const { writeErrors } = await store.db.command({ delete: 'notes', deletes: [{ q: {}, limit: 2 }, { limit: 0 }], ordered: false });
    expect((writeErrors as { code: number }[]).map(({ code }) => code)).to.deep.equal([9, 40414]);
    expect(await store.db.command({ delete: 'notes', deletes: [{ q: {}, limit: 0 }] })).to.include({ n: 2 });
    await notes.createIndex({ massKg: 1 });
    await notes.insertMany([3, 1, 2].map((massKg) => ({ massKg, port: massKg > 1 ? 'CNSHA' : 'CNZOS' })));
    const heavy = [{ $match: { massKg: { $gt: 1 } } }] as const;
    const byPort = { $group: { _id: '$port', massKg: { $sum: '$massKg' } } };
    expect(await notes.aggregate([...heavy, byPort]).toArray()).to.deep.equal([{ _id: 'CNSHA', massKg: 5 }]);
    const ofNobody = { txnNumber: Long.fromNumber(1), autocommit: false };
    for (const ending of ['commitTransaction', 'abortTransaction']) {
      const failure = await failureOf(store.db.command({ [ending]: 1, ...ofNobody, lsid: { id: new mongoose.mongo.UUID() } }));
      expect(failure.code).to.equal(251);
    }
    expect(await store.running.answer({ find: 'notes', ...ofNobody })).to.include({ ok: 0, code: 72 });
  });
});
