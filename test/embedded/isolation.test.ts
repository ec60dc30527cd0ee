import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { serialize, UUID, Long } from 'bson';
import type mongoose from 'mongoose';
import { socketOf } from '../../src/embedded/folder.ts';
import { failureOf, runStore, type RunningStore } from './running-store.ts';

type Session = mongoose.mongo.ClientSession;
interface Account extends mongoose.mongo.Document {
  _id: string;
  massKg?: number;
}

describe('transactions of the embedded store', () => {
  let store: RunningStore;
  let accounts: mongoose.mongo.Collection<Account>;
  const sessions: Session[] = [];
  const begin = (client = store.client): Session => {
    const session = client.startSession();
    sessions.push(session);
    session.startTransaction();
    return session;
  };
  const massOf = async (id: string, session?: Session): Promise<number | undefined> =>
    (await accounts.findOne({ _id: id }, session === undefined ? {} : { session }))?.massKg;
  const add = (id: string, massKg: number, session?: Session): Promise<unknown> =>
    accounts.updateOne({ _id: id }, { $inc: { massKg } }, session === undefined ? {} : { session });

  before(async () => {
    store = await runStore();
    accounts = store.db.collection<Account>('accounts');
  });
  beforeEach(async () => {
    await accounts.deleteMany({});
    await accounts.insertMany([
      { _id: 'tank', massKg: 100 },
      { _id: 'hold', massKg: 0 },
    ]);
  });
  afterEach(async () => {
    for (const session of sessions.splice(0)) await session.endSession();
  });
  after(() => store.end());

  it('show nothing of themselves before they commit', async () => {
    const session = begin();
    await add('tank', -40, session);
    expect([await massOf('tank'), await massOf('tank', session)]).to.deep.equal([100, 60]);
    await session.commitTransaction();
    expect(await massOf('tank')).to.equal(60);
  });

  it('read the same again whatever others commit meanwhile', async () => {
    const session = begin();
    expect(await massOf('tank', session)).to.equal(100);
    await add('tank', -40);
    await accounts.insertOne({ _id: 'ship', massKg: 40 });
    expect(await massOf('tank', session)).to.equal(100);
    expect(await accounts.countDocuments({}, { session })).to.equal(2);
    await session.commitTransaction();
    expect(await accounts.countDocuments({})).to.equal(3);
  });

  it('lose no update: who read before a rival wrote is told to repeat', async () => {
    const session = begin();
    expect(await massOf('tank', session)).to.equal(100);
    await add('tank', -40);
    const failure = await failureOf(add('tank', -40, session));
    expect(failure.code).to.equal(112);
    expect(failure.hasErrorLabel('TransientTransactionError')).to.equal(true);
    const after = await failureOf(massOf('tank', session));
    expect(after.code).to.equal(251);
    expect(await massOf('tank')).to.equal(60);
  });

  it('meet a rival at once when they have read, and wait for it with their first statement', async () => {
    const first = begin();
    await add('tank', -40, first);
    const second = begin();
    await massOf('hold', second);
    expect((await failureOf(add('tank', -40, second))).code).to.equal(112);
    const third = begin();
    const waiting = add('tank', -40, third);
    await first.commitTransaction();
    await waiting;
    await third.commitTransaction();
    expect(await massOf('tank')).to.equal(20);
  });

  it('hold nothing while they wait: two that take the same documents in opposite order both commit', async () => {
    const [first, second] = [begin(), begin()];
    await add('hold', 1, first);
    const waiting = accounts.updateMany({}, { $inc: { massKg: 1 } }, { session: second });
    await add('tank', 1, first);
    await first.commitTransaction();
    expect((await waiting).modifiedCount).to.equal(2);
    await second.commitTransaction();
    expect([await massOf('tank'), await massOf('hold')]).to.deep.equal([102, 2]);
  });

  it('make a write outside wait for them and then count both', async () => {
    const session = begin();
    await add('tank', -40, session);
    const outside = add('tank', -1);
    await session.commitTransaction();
    await outside;
    expect(await massOf('tank')).to.equal(59);
  });

  it('do not both pass a guard over two documents when the contended one is written first', async () => {
    await accounts.insertOne({ _id: 'book', massKg: 0 });
    const take = (): Promise<unknown> =>
      store.client.withSession((session) =>
        session.withTransaction(async () => {
          await accounts.updateOne({ _id: 'book' }, { $inc: { massKg: 1 } }, { session });
          const [tank, hold] = [await massOf('tank', session), await massOf('hold', session)];
          if ((tank ?? 0) + (hold ?? 0) < 100) return;
          await add('tank', -60, session);
        }),
      );
    await Promise.all([take(), take(), take()]);
    expect([await massOf('tank'), await massOf('book')]).to.deep.equal([40, 3]);
  });

  it('let sixteen clients add to one document without losing one', async () => {
    const one = async (): Promise<void> => {
      for (let round = 0; round < 5; round += 1)
        await store.client.withSession((session) => session.withTransaction(() => add('hold', 1, session)));
    };
    await Promise.all(Array.from({ length: 16 }, one));
    expect(await massOf('hold')).to.equal(80);
  });

  it('are undone as a whole when they abort, inserts, deletes and a new collection included', async () => {
    const session = begin();
    await accounts.deleteOne({ _id: 'hold' }, { session });
    await accounts.insertOne({ _id: 'ship', massKg: 1 }, { session });
    await store.db.collection('made').insertOne({}, { session });
    await session.abortTransaction();
    expect((await accounts.find({}).toArray()).map(({ _id }) => _id)).to.deep.equal(['tank', 'hold']);
    expect(await store.db.listCollections({ name: 'made' }).toArray()).to.deep.equal([]);
    expect(await accounts.estimatedDocumentCount()).to.equal(2);
  });

  it('are aborted when their client goes away, and what they held is free', async () => {
    const other = await store.connect();
    const session = other.startSession();
    session.startTransaction();
    await other
      .db('test')
      .collection<Account>('accounts')
      .updateOne({ _id: 'tank' }, { $inc: { massKg: -40 } }, { session });
    const waiting = add('tank', -1);
    await other.close(true);
    await waiting;
    expect(await massOf('tank')).to.equal(99);
  });

  describe('of a client that goes without a word', () => {
    const lsid = () => ({ id: new UUID(randomUUID()) });
    const dial = () => connect(socketOf(store.folder) ?? '');
    const message = (command: object): Buffer => {
      const body = serialize({ ...command, $db: 'test' });
      const head = Buffer.alloc(21);
      head.writeInt32LE(head.length + body.length, 0);
      head.writeInt32LE(2013, 12);
      return Buffer.concat([head, body]);
    };
    const statement = (session: object, massKg: number, startTransaction?: true): Buffer =>
      message({
        update: 'accounts',
        updates: [{ q: { _id: 'tank' }, u: { $inc: { massKg } } }],
        ...{ lsid: session, txnNumber: Long.fromNumber(1), autocommit: false, ...(startTransaction && { startTransaction }) },
      });
    const soon = () => new Promise((resolve) => setTimeout(resolve, 100));

    it('are aborted when the last connection that carried them is cut', async () => {
      const [session, first, second] = [lsid(), dial(), dial()];
      first.write(statement(session, -40, true));
      await once(first, 'data');
      second.write(statement(session, -40));
      await once(second, 'data');
      first.destroy();
      let isFree = false;
      const waiting = add('tank', -1).then(() => (isFree = true));
      await soon();
      expect(isFree, 'the second connection still carries it').to.equal(false);
      second.destroy();
      await waiting;
      expect(await massOf('tank')).to.equal(99);
    });

    it('do not begin when it went while it waited for its turn', async function () {
      this.timeout(5_000);
      const [holder, gone] = [begin(), dial()];
      await add('tank', -1, holder);
      gone.write(statement(lsid(), -40, true));
      await soon();
      gone.destroy();
      await soon();
      await holder.commitTransaction();
      const before = Date.now();
      await add('tank', -1);
      expect(Date.now() - before).to.be.below(1_000);
      expect(await massOf('tank')).to.equal(98);
    });

    it('leave a server that still answers, whatever bytes were sent', async () => {
      for (const bytes of [
        '190000000000000000000000dd0700000000000001ffffffff',
        '1a0000000000000000000000dd07000000000000010500000001',
        '00',
      ]) {
        const hostile = dial();
        hostile.write(Buffer.from(bytes, 'hex'));
        await soon();
        hostile.destroy();
      }
      expect(await massOf('tank')).to.equal(100);
    });
  });

  it('do not wait for what cannot end: a commit whose session was swept meanwhile is told to repeat at once', async () => {
    const session = { id: new UUID(randomUUID()) };
    const numbered = (n: number) => ({ $db: 'test', lsid: session, txnNumber: Long.fromNumber(n) });
    const updates = [{ q: { _id: 'hold' }, u: { $inc: { massKg: 1 } } }];
    await store.running.answer({ update: 'accounts', updates, ...numbered(1) });
    await store.running.answer({ update: 'accounts', updates, ...numbered(2), autocommit: false, startTransaction: true });
    await store.running.answer({ update: 'accounts', updates: [{ q: { _id: 'tank' }, u: { $inc: { massKg: 1 } } }], ...numbered(1) });
    const before = Date.now();
    await store.running.answer({ commitTransaction: 1, ...numbered(2), autocommit: false });
    expect(Date.now() - before).to.be.below(1_000);
  });

  it('are aborted by a key that is taken, and of two that take one key the second is told to repeat', async () => {
    const session = begin();
    await add('hold', 5, session);
    const failure = await failureOf(accounts.insertOne({ _id: 'tank' }, { session }));
    expect([failure.code, failure['keyValue']]).to.deep.equal([11000, { _id: 'tank' }]);
    expect((await failureOf(session.commitTransaction())).code).to.equal(251);
    expect(await massOf('hold')).to.equal(0);
    const [first, second] = [begin(), begin()];
    await massOf('hold', second);
    await accounts.insertOne({ _id: 'ship' }, { session: first });
    expect((await failureOf(accounts.insertOne({ _id: 'ship' }, { session: second }))).code).to.equal(112);
    await first.commitTransaction();
  });

  it('refuse commands that MongoDB does not take there', async () => {
    const failure = await failureOf(accounts.drop({ session: begin() }));
    expect([failure.code, failure.codeName]).to.deep.equal([263, 'OperationNotSupportedInTransaction']);
  });

  it('keep a collection from being dropped while they write in it', async () => {
    const session = begin();
    await add('tank', -40, session);
    const dropped = accounts.drop();
    await session.commitTransaction();
    expect(await dropped).to.equal(true);
    expect(await accounts.estimatedDocumentCount()).to.equal(0);
  });

  it('read their cursors from their own snapshot, batch after batch', async () => {
    await accounts.insertMany(Array.from({ length: 300 }, (_, n) => ({ _id: `n${n}`, massKg: n })));
    const session = begin();
    const cursor = accounts.find({ massKg: { $gte: 0 } }, { session, batchSize: 10 });
    await cursor.next();
    await accounts.deleteMany({});
    expect((await cursor.toArray()).length).to.equal(301);
    await session.commitTransaction();
  });
});
