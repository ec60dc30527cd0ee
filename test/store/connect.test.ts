import { rmSync } from 'node:fs';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { connectStore } from '../../src/store/connect.ts';
import { newFolder } from '../embedded/running-store.ts';

const noteSchema = new mongoose.Schema({
  number: { type: String, required: true, unique: true },
  massKg: { type: Number, required: true },
});

describe('the connection to the store', () => {
  const folder = newFolder();
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('starts the embedded store where none runs, joins the one that runs, and finds everything again later', async () => {
    const first = await connectStore({ dataDir: folder });
    const second = await connectStore({ dataDir: folder });
    expect([first.kind, first.started, second.kind, second.started]).to.deep.equal(['embedded', true, 'embedded', false]);
    expect(first.connection.name).to.equal('plimsoll');
    const notes = first.connection.model('Note', noteSchema);
    await notes.init();
    await first.connection.transaction(async (session) => {
      await notes.create([{ number: 'BDN-1', massKg: 1_250_500 }], { session });
      await notes.updateOne({ number: 'BDN-1' }, { $inc: { massKg: -500 } }, { session });
    });
    const refused = await notes.create({ number: 'BDN-1', massKg: 1 }).catch((error: unknown) => error as { code: number });
    expect(refused).to.include({ code: 11000 });
    expect(await second.connection.model('Note', noteSchema).findOne({ number: 'BDN-1' }).lean()).to.include({ massKg: 1_250_000 });
    await second.close();
    await first.close();
    const third = await connectStore({ dataDir: folder });
    expect(await third.connection.model('Note', noteSchema).countDocuments()).to.equal(1);
    await third.close();
  }).timeout(30_000);

  it('uses the MongoDB that is named, when there is one to test with', async function () {
    const uri = process.env['MONGODB_URI'];
    if (uri === undefined || uri === '') this.skip();
    const store = await connectStore({ dataDir: folder, mongodbUri: uri });
    expect([store.kind, store.started]).to.deep.equal(['mongodb', false]);
    await store.close();
  });
});
