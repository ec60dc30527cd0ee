import { bioLng } from '../proofs.ts';
import { byGauging, certified, setUp, type Scenario } from '../stage.ts';
import * as stem from '../stem.ts';

const supplierOf = (port: string): string =>
  ({ CNSHA: 'Supplier 1 of Shanghai', CNZOS: 'Supplier 1 of Zhoushan', CNNGB: 'Supplier 1 of Ningbo' })[port] ?? '';

export const bioLngAtShanghai: Scenario = {
  id: 'c-bio-lng-shanghai',
  title: 'Bio-LNG by barge, its proof used whole; the ship tells its engine',
  port: 'CNSHA',
  grade: 'LNG',
  play: (stage) =>
    certified(
      stage,
      {
        scenario: bioLngAtShanghai,
        ship: 1,
        supplier: supplierOf('CNSHA'),
        massKg: 1_302_000,
        daysBefore: 12,
        engineClasses: ['DIESEL_SS'],
      },
      bioLng('bio-LNG Shanghai', 1_302_000),
      byGauging,
    ),
};

export const bioLngAtZhoushan: Scenario = {
  id: 'c-bio-lng-zhoushan',
  title: 'LNG of which a part is bio: the rest is stated as uncertified, for each engine class',
  port: 'CNZOS',
  grade: 'LNG',
  play: (stage) =>
    certified(
      stage,
      { scenario: bioLngAtZhoushan, ship: 2, supplier: supplierOf('CNZOS'), massKg: 868_000, daysBefore: 11 },
      bioLng('bio-LNG Zhoushan', 400_000),
      byGauging,
    ),
};

export const fossilLng: Scenario = {
  id: 'c-fossil-lng',
  title: 'Fossil LNG: a note, and a certificate that is refused',
  port: 'CNNGB',
  grade: 'LNG',
  async play(stage) {
    const set = await setUp(stage, { scenario: fossilLng, ship: 3, supplier: supplierOf('CNNGB'), massKg: 434_000, daysBefore: 10 });
    const { delivery, note } = await stem.delivered(set.stem, set.craft, { measured: (massKg) => byGauging(set, massKg) });
    const codes = await stem.certificateRefused(set.stem, delivery);
    const right = note.state === 'sealed' && codes.join() === 'CERTIFICATE_NO_PROOF';
    return { right, result: `sealed; certificate refused: ${codes.join(', ')}`, note: note.number, massKg: note.massKg };
  },
};
