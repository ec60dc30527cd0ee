import { compositionOf, gradeOf } from '../grades.ts';
import { ucome } from '../proofs.ts';
import { byMeter, certified, setUp, soldWith, type Scenario } from '../stage.ts';
import * as stem from '../stem.ts';

const fameOf = (massKg: number): number => compositionOf(gradeOf('BIOFUEL_B24'), massKg)['FAME'] ?? 0;
const zhoushan = 'Supplier 1 of Zhoushan';
const ningbo = { supplier: 'Supplier 1 of Ningbo', craft: { name: 'Barge for two ships' } };

export const b24AtZhoushan: Scenario = {
  id: 'c-b24-zhoushan',
  title: 'B24 of used cooking oil, certified for its bio part',
  port: 'CNZOS',
  grade: 'BIOFUEL_B24',
  play: (stage) =>
    certified(
      stage,
      { scenario: b24AtZhoushan, ship: 4, supplier: zhoushan, massKg: 800_000, daysBefore: 9 },
      ucome('UCOME Zhoushan', fameOf(800_000)),
      byMeter,
    ),
};

export const oneBargeFirstShip: Scenario = {
  id: 'c-b24-one-barge-a',
  title: 'One barge, first of two ships: certified, withdrawn, and certified anew',
  port: 'CNNGB',
  grade: 'BIOFUEL_B24',
  async play(stage) {
    const proof = ucome('UCOME Ningbo', fameOf(500_000));
    const set = await setUp(stage, { scenario: oneBargeFirstShip, ship: 5, ...ningbo, massKg: 500_000, daysBefore: 8, proofs: [proof] });
    const { delivery, note } = await stem.delivered(set.stem, set.craft, {
      measured: (massKg) => byMeter(set, massKg),
      said: soldWith(proof),
    });
    const first = await stem.certify(set.stem, delivery, proof);
    const { certifier } = stage.authorities;
    await certifier.first.does('withdraw certificate one barge', `/v1/certificates/${first.id}/withdrawal`, {
      reason: 'An example of a withdrawal',
      ...stem.at(set.stem.clock, 700),
    });
    const { certificate: withdrawn } = await certifier.first.gets<{ certificate: { state: string } }>(`/v1/certificates/${first.id}`);
    const second = await stem.certify(set.stem, delivery, proof, ' anew');
    const right = note.state === 'sealed' && withdrawn.state === 'withdrawn' && second.state === 'issued';
    return {
      right,
      result: 'certified, withdrawn, certified anew',
      note: note.number,
      massKg: note.massKg,
      certificates: [second.id, first.id],
      wtwGPerMj: second.wtwGPerMj,
    };
  },
};

export const oneBargeSecondShip: Scenario = {
  id: 'c-b24-one-barge-b',
  title: 'The same barge, second ship: delivered short, the rest is free again',
  port: 'CNNGB',
  grade: 'BIOFUEL_B24',
  async play(stage) {
    const set = await setUp(stage, { scenario: oneBargeSecondShip, ship: 6, ...ningbo, massKg: 300_000, daysBefore: 8 });
    const { delivery, note } = await stem.delivered(set.stem, set.craft, { measured: () => byMeter(set, 298_750) });
    const right = note.state === 'sealed' && delivery.shortKg === 1_250 && note.massKg === 298_750;
    return { right, result: `sealed, ${delivery.shortKg} kg short`, note: note.number, massKg: note.massKg };
  },
};

export const supersededNote: Scenario = {
  id: 'c-b24-superseded',
  title: 'A note superseded by another with the corrected mass, signed by a second person',
  port: 'CNZOS',
  grade: 'BIOFUEL_B24',
  async play(stage) {
    const set = await setUp(stage, { scenario: supersededNote, ship: 7, supplier: zhoushan, massKg: 400_000, daysBefore: 7 });
    const { note } = await stem.delivered(set.stem, set.craft, { measured: (massKg) => byMeter(set, massKg) });
    const { first, second } = set.depot.supplier;
    const corrected = await first.does<stem.Note>('supersede c-b24', `/v1/notes/${note.number}/superseding`, {
      massKg: 399_100,
      reason: 'The line was not drained when the ticket was printed',
      ...stem.at(set.stem.clock, 800),
    });
    await stem.supplierSigns(set.stem, corrected, second, 810);
    const sealed = await stem.shipAnswers(set.stem, corrected, { minutes: 820 });
    const old = await first.gets<stem.Note>(`/v1/notes/${note.number}`);
    const right = sealed.state === 'sealed' && sealed.massKg === 399_100 && old.state === 'superseded';
    return { right, result: `superseded by ${sealed.number}`, note: sealed.number, massKg: sealed.massKg };
  },
};
