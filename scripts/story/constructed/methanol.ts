import { bioMethanol, eMethanol } from '../proofs.ts';
import { byMeter, certified, setUp, type Scenario } from '../stage.ts';
import * as stem from '../stem.ts';

const shanghai = 'Supplier 2 of Shanghai';
const dalian = 'Supplier 1 of Dalian';

export const bioMethanolAtShanghai: Scenario = {
  id: 'c-bio-methanol-shanghai',
  title: 'Bio-methanol by barge',
  port: 'CNSHA',
  grade: 'METHANOL',
  play: (stage) =>
    certified(
      stage,
      { scenario: bioMethanolAtShanghai, ship: 8, supplier: shanghai, massKg: 600_000, daysBefore: 6 },
      bioMethanol('bio-methanol Shanghai', 600_000),
      byMeter,
    ),
};

export const eMethanolAtDalian: Scenario = {
  id: 'c-e-methanol-dalian',
  title: 'E-methanol by barge',
  port: 'CNDLC',
  grade: 'METHANOL',
  play: (stage) =>
    certified(
      stage,
      { scenario: eMethanolAtDalian, ship: 9, supplier: dalian, massKg: 350_000, daysBefore: 5 },
      eMethanol('e-methanol Dalian', 350_000),
      byMeter,
    ),
};

export const overDelivery: Scenario = {
  id: 'c-over-delivery',
  title: 'More than was held and more than lay aboard: an unexplained gain, closed by a second person',
  port: 'CNSHA',
  grade: 'METHANOL',
  async play(stage) {
    const setting = {
      scenario: overDelivery,
      ship: 10,
      supplier: 'Supplier 3 of Shanghai',
      massKg: 200_000,
      daysBefore: 4,
      stockKg: 210_000,
    };
    const set = await setUp(stage, setting);
    const { delivery, note } = await stem.delivered(set.stem, set.craft, { measured: () => byMeter(set, 205_600), extraKg: 5_000 });
    const { customs } = stage.authorities;
    const alerts = await customs.first.gets<{ items: readonly { id: string; kind: string; about: string }[] }>(
      '/v1/alerts?kind=unexplained-gain&limit=200',
    );
    const alert = alerts.items.find(({ about }) => about === `delivery:${delivery.id}`);
    if (alert) {
      const closure = { reason: 'The shore meter was read before the line was packed', ...stem.at(set.stem.clock, 900) };
      await customs.first.does('close gain', `/v1/alerts/${alert.id}/closure`, closure);
    }
    const right = note.state === 'sealed' && delivery.overKg === 5_600 && delivery.gainKg === 600 && alert !== undefined;
    return {
      right,
      result: `sealed, ${delivery.overKg} kg over, of them ${delivery.gainKg} kg out of nowhere`,
      note: note.number,
      massKg: note.massKg,
    };
  },
};

export const protest: Scenario = {
  id: 'c-protest',
  title: 'The chief engineer refuses to sign: the note is sealed with the protest',
  port: 'CNSHA',
  grade: 'METHANOL',
  async play(stage) {
    const set = await setUp(stage, { scenario: protest, ship: 11, supplier: shanghai, massKg: 150_000, daysBefore: 3 });
    const { note } = await stem.delivered(set.stem, set.craft, {
      measured: (massKg) => byMeter(set, massKg),
      protest: 'The ship gauged 149.2 t; the meter was not witnessed at its opening.',
    });
    const shown = note as stem.Note & { readonly signatures?: readonly { readonly protest: string | null }[] };
    const protested = shown.signatures?.some((signature) => signature.protest !== null) === true;
    return { right: note.state === 'sealed' && protested, result: 'sealed with a protest', note: note.number, massKg: note.massKg };
  },
};

export const lateEntry: Scenario = {
  id: 'c-late-entry',
  title: "Yesterday's delivery, recorded today with its reason",
  port: 'CNDLC',
  grade: 'METHANOL',
  async play(stage) {
    const set = await setUp(stage, { scenario: lateEntry, ship: 12, supplier: dalian, massKg: 120_000, daysBefore: 1 });
    const late = { ...set.stem, clock: { ...set.stem.clock, reason: 'No network at the berth; entered the day after' } };
    const { delivery, note } = await stem.delivered(late, set.craft, { measured: (massKg) => byMeter(set, massKg) });
    const shown = delivery as stem.Delivery & { readonly late?: boolean };
    return { right: note.state === 'sealed' && shown.late === true, result: 'sealed, marked late', note: note.number, massKg: note.massKg };
  },
};
