import { castOf, type DemoPerson } from './cast.ts';
import { Unanswered, type Counted } from './client.ts';
import { groundOf, type Authorities } from './ground.ts';
import type { Outcome } from './outcome.ts';
import { papersAt } from './papers.ts';
import { placesOf } from './places.ts';
import type { Expected, Published } from './published-records.ts';
import { layPublished, replay } from './published.ts';
import type { Scenario } from './stage.ts';
import type { State } from './state.ts';

export interface Story {
  readonly url: string;
  /** Who can sign in to the service; the administrator among them admits the story's own organisations. */
  readonly people: readonly DemoPerson[];
  readonly state: State;
  readonly folder: string;
  readonly records: readonly Published[];
  /** Empty where nothing is expected of the records but that preflight and nomination agree. */
  readonly expected: ReadonlyMap<string, Expected>;
  readonly scenarios: readonly Scenario[];
  /** Told after each step, with what has just been done. */
  readonly onStep: (what: string) => void;
}

export interface Told {
  readonly outcomes: readonly Outcome[];
  readonly counted: Readonly<Counted>;
}

/** Tells the whole story to a running service: the published records first, then the constructed deliveries. */
export async function tellStory({ url, people, state, folder, records, expected, scenarios, onStep }: Story): Promise<Told> {
  const counted: Counted = { fresh: 0, repeated: 0 };
  const cast = castOf(url, counted, state, people);
  const places = await placesOf(cast.nobody);
  const ports = places.all.map(({ unlocode }) => unlocode);
  const districts = [...new Set(places.all.map(({ district }) => district))];
  const [customs, portOperator, maritime, certifier, published, constructed] = await Promise.all([
    cast.admit({ kind: 'customs', name: { en: 'Customs of the ports', zh: '各港海关' }, districts }),
    cast.admit({ kind: 'port-operator', name: { en: 'Port operator of the ports', zh: '各港口经营人' }, ports }),
    cast.admit({ kind: 'maritime-authority', name: { en: 'Maritime authority of the ports', zh: '各港海事局' }, ports }),
    cast.admit({ kind: 'certifier', name: { en: 'Certifier 1', zh: '认证机构1' } }),
    cast.admit({ kind: 'shipping-line', name: { en: 'Shipping line of the published ships', zh: '已公布船舶的航运公司' } }),
    cast.admit({ kind: 'shipping-line', name: { en: 'Shipping line of the constructed ships', zh: '虚构船舶的航运公司' } }),
  ]);
  const authorities: Authorities = { customs, portOperator, maritime, certifier };
  const ground = groundOf(cast, authorities, places.districtOf);
  const whole = { cast, authorities, ground, places, line: published };
  const papers = papersAt(folder, cast.keeper);
  const depots = await layPublished(whole, records);
  onStep('published deliveries');

  const outcomes: Outcome[] = [];
  const tell = async (known: Known, played: Promise<Omit<Outcome, keyof Known> & Partial<Known>>): Promise<void> => {
    const outcome = await orWrong(
      known,
      played.then(async (told) => {
        const whole: Outcome = { ...known, ...told };
        await papers.write(whole);
        return whole;
      }),
    );
    outcomes.push(outcome);
    onStep(outcome.title);
  };
  for (const one of records)
    await tell(
      { id: one.id, title: one.id, port: one.port ?? '?', fuel: one.fuel ?? '?' },
      replay(whole, one, expected.get(one.id), depots),
    );
  for (const scenario of scenarios) {
    const { id, title, port, grade: fuel } = scenario;
    await tell({ id, title, port, fuel }, scenario.play({ cast, authorities, ground, line: constructed, state }));
  }
  return { outcomes, counted };
}

type Known = Pick<Outcome, 'id' | 'title' | 'port' | 'fuel'>;

/** What throws did not end as it must; the story goes on, so that all of it is seen at once. */
const orWrong = (known: Known, played: Promise<Outcome>): Promise<Outcome> =>
  played.catch((error: unknown) => {
    if (error instanceof Unanswered) throw error;
    return { ...known, right: false, result: 'failed', why: error instanceof Error ? error.message : String(error) };
  });
