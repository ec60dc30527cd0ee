import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { Outcome } from '../../scripts/story/outcome.ts';
import { cancelled } from '../../scripts/story/constructed/ended.ts';
import { oneBargeFirstShip, oneBargeSecondShip } from '../../scripts/story/constructed/b24.ts';
import type { Expected, Published } from '../../scripts/story/published-records.ts';
import { openState } from '../../scripts/story/state.ts';
import { tellStory, type Told } from '../../scripts/story/tell.ts';
import { published } from '../story/published.ts';
import { temporaryFolder, withHouse } from './house.ts';
import { byItself, everythingKept, expectLawsHold } from './laws.ts';

const symi = published('pd-2022-03-15-cnsha-cma-cgm-symi');
const refused = (id: string, ...reasons: string[]): Expected => ({ id, outcome: 'refused', reasons, flags: [] });
const accepted = (id: string, ...flags: string[]): Expected => ({ id, outcome: 'accepted', reasons: [], flags });

/** Records of the same shape with other facts, each with what must become of it. */
const others: readonly (readonly [Published, Expected])[] = [
  [{ ...symi, port: 'CNYSA' }, accepted(symi.id, 'QUANTITY_APPROXIMATE')],
  [
    {
      ...symi,
      ...{ id: 'everything-wrong', date: '2021', datePrecision: 'year', supplier: null, quantity: null, voyage: 'domestic', bonded: false },
      receivingShip: { ...symi.receivingShip, imo: '9867838' },
    },
    refused(
      'everything-wrong',
      ...['IMO_INVALID', 'QUANTITY_MISSING', 'DATE_UNKNOWN', 'SUPPLIER_MISSING'],
      ...['FUEL_NOT_ELIGIBLE', 'DOMESTIC_VOYAGE', 'NOT_FROM_BOND'],
    ),
  ],
  [{ ...symi, id: 'no-date', date: null, datePrecision: null }, refused('no-date', 'DATE_UNKNOWN')],
  [{ ...symi, id: 'no-port-of-ours', port: 'CNZZZ' }, refused('no-port-of-ours', 'PORT_UNKNOWN')],
  [
    {
      ...symi,
      ...{ id: 'oil-by-pipeline', date: '2022-05', datePrecision: 'month', dateBasis: 'publication', fuel: 'HSFO', bonded: null },
      quantity: { value: 800.5, unit: 't' },
      bunkerVessel: { name: null, mode: 'pipeline' },
    },
    accepted('oil-by-pipeline', 'DAY_ASSUMED', 'MONTH_OF_REPORT', 'BONDED_UNPUBLISHED'),
  ],
];

withHouse('The story, told to a service over HTTP', (house) => {
  let folder = '';
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const told = (
    records: readonly (readonly [Published, Expected])[],
    scenarios: Parameters<typeof tellStory>[0]['scenarios'] = [],
  ): Promise<Told> =>
    tellStory({
      url: house().service.url,
      people: house().people,
      state: openState(join(folder, 'story-people.json')),
      folder,
      records: records.map(([record]) => record),
      expected: new Map(records.map(([, expected]) => [expected.id, expected])),
      scenarios,
      onStep: () => undefined,
    });
  const scenarios = [oneBargeFirstShip, oneBargeSecondShip, cancelled];
  const faults = ({ outcomes }: Told) => outcomes.filter(({ right }) => !right);
  /** What a second run may touch: who signed in, and what was refused once more. */
  const besides = [...byItself, 'attempts', 'persons', 'refreshtokens', 'sessions'];

  /** The service hears its own facts in the background; what it does then is done before the ledger is compared. */
  const everyFactHeard = async (): Promise<void> => {
    const waits = async (): Promise<boolean> =>
      ((await everythingKept(house()))['facts'] as readonly { waiting?: readonly string[] }[]).some(
        ({ waiting = [] }) => waiting.length > 0,
      );
    for (let tries = 0; tries < 100 && (await waits()); tries += 1) await pause(200);
  };

  it('ends as expected, record by record, and leaves a sound ledger', async function () {
    this.timeout(120_000);
    const first = await told(others, scenarios);
    expect(faults(first)).to.deep.equal([]);
    expect(first.outcomes).to.have.lengthOf(others.length + scenarios.length);
    await expectLawsHold(house());
  });

  it('changes nothing when it is told a second time', async function () {
    this.timeout(120_000);
    await everyFactHeard();
    const before = await everythingKept(house(), besides);
    const again = await told(others, scenarios);
    expect(faults(again)).to.deep.equal([]);
    expect(again.counted.fresh).to.equal(0);
    const after = await everythingKept(house(), besides);
    expect(Object.keys(after)).to.deep.equal(Object.keys(before));
    for (const [name, kept] of Object.entries(before)) expect(after[name], name).to.deep.equal(kept);
  });

  it('writes each note and certificate, on paper too, with what a stranger needs to check it', async function () {
    this.timeout(120_000);
    for (const name of ['notes/oil-by-pipeline', `notes/${symi.id}`, 'certificates/c-b24-one-barge-a', 'certificates/c-b24-one-barge-a-2'])
      for (const kind of name.startsWith('notes') ? ['json', 'pdf', 'did.json'] : ['vc.jwt', 'json', 'pdf', 'did.json', 'status.jwt'])
        expect(existsSync(join(folder, `${name}.${kind}`)), `${name}.${kind}`).to.equal(true);
    expect(readFileSync(join(folder, 'notes/oil-by-pipeline.pdf')).subarray(0, 5).toString()).to.equal('%PDF-');
  });

  it('takes a record with other facts for another delivery, though it has the same id, and says what differs where one ends otherwise', async function () {
    this.timeout(120_000);
    const changed: readonly (readonly [Published, Expected])[] = [
      [{ ...symi, quantity: { value: 6_500, unit: 'm3', approx: false } }, accepted(symi.id)],
      [
        { ...symi, id: 'oil-by-pipeline', receivingShip: { ...symi.receivingShip, name: 'ANOTHER NAME', imo: null } },
        refused('oil-by-pipeline', 'IMO_MISSING'),
      ],
    ];
    const wrong: readonly (readonly [Published, Expected])[] = [
      [{ ...symi, id: 'no-number-they-say' }, refused('no-number-they-say', 'IMO_MISSING')],
      [{ ...symi, id: 'no-port-of-ours', port: 'CNZZZ' }, accepted('no-port-of-ours')],
      [{ ...symi, id: 'another-flag' }, accepted('another-flag', 'SUPPLIER_INFERRED')],
    ];
    const { outcomes } = await told([...changed, ...wrong]);
    const why = ({ why }: Outcome): string => why ?? '';
    expect(outcomes.map(({ right }) => right)).to.deep.equal([true, true, false, false, false]);
    expect(outcomes.map(why)).to.deep.equal([
      '',
      '',
      'expected refused IMO_MISSING',
      'expected: accepted; preflight: PORT_UNKNOWN',
      'flags QUANTITY_APPROXIMATE instead of SUPPLIER_INFERRED',
    ]);
    await expectLawsHold(house());
  });
});
