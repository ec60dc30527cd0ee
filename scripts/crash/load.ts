import { randomInt, randomUUID } from 'node:crypto';
import { codeOf, type Answer, type Client } from '../../test/journeys/client.ts';
import { parcelDraft, type Ground } from '../../test/journeys/ground.ts';
import { askOf, beginning, weighed } from '../../test/journeys/stem.ts';

export type Kind = 'receive' | 'nominate' | 'accept' | 'permit' | 'begin' | 'deliver' | 'cancel';

/** A command that was answered with success, and what it was about. */
export interface Acknowledged {
  readonly kind: Kind;
  readonly id: string;
}

/** What came of the load. Everything that was begun was answered in the end: who got no answer asked again under the same key. */
export interface Ledgered {
  readonly acknowledged: Acknowledged[];
  /** Ids of asks that were refused: nothing of them may be there. */
  readonly refused: string[];
  /** Answers that no honest client may get. */
  readonly faults: string[];
  /** Commands that had no answer at first: their client asked again until it had one. */
  unanswered: number;
}

interface Command {
  readonly client: Client;
  readonly kind: Kind;
  readonly id: string;
  readonly path: string;
  readonly body: object;
}

/** Clients that keep nominating, accepting, delivering and cancelling until they are told to end. */
export function loadOn(ground: Ground, clients: number) {
  const told: Ledgered = { acknowledged: [], refused: [], faults: [], unanswered: 0 };
  let ending = false;

  /** Asks until there is an answer, always under the same key. */
  async function answerTo({ client, path, body }: Command): Promise<Answer> {
    const key = randomUUID();
    for (let tries = 0; ; tries += 1) {
      const answer = await client.post(path, body, key).catch(() => undefined);
      if (answer && ![503, 429].includes(answer.status)) return answer;
      if (tries === 0) told.unanswered += 1;
      await new Promise((resolve) => setTimeout(resolve, Math.min(20 * 2 ** tries, 400) + randomInt(40)));
    }
  }

  async function done(command: Command): Promise<boolean> {
    const answer = await answerTo(command);
    const { kind, id } = command;
    if (answer.status === 200 || answer.status === 201) {
      told.acknowledged.push({ kind, id });
      return true;
    }
    if (kind === 'nominate' && codeOf(answer) === 'STOCK_SHORT') told.refused.push(id);
    else told.faults.push(`${kind} ${id} was answered with ${answer.status} ${codeOf(answer) ?? answer.text.slice(0, 200)}`);
    return false;
  }

  async function oneStem(): Promise<void> {
    const { cast } = ground;
    const [line, supplier, id] = [cast.as('shipping-line'), cast.as('supplier'), randomUUID()];
    if (randomInt(8) === 0) {
      const draft = { ...parcelDraft(ground, 1 + randomInt(20_000)), id: randomUUID() };
      await done({ client: supplier, kind: 'receive', id: draft.id, path: '/v1/parcels', body: draft });
    }
    const about = (kind: Kind, client: Client, path: string, body: object): Promise<boolean> =>
      done({ client, kind, id, path: `/v1/nominations/${id}/${path}`, body });
    const ask = { ...askOf(ground, 1 + randomInt(5_000)), id };
    if (!(await done({ client: line, kind: 'nominate', id, path: '/v1/nominations', body: ask }))) return;
    if (randomInt(3) === 0) return void (await about('cancel', line, 'cancellation', { reason: 'The ship does not call' }));
    if (!(await about('accept', supplier, 'acceptance', {}))) return;
    if (randomInt(4) === 0) return void (await about('cancel', supplier, 'cancellation', { reason: 'No barge is free' }));
    await about('permit', cast.as('port-operator'), 'permit', {});
    await about('permit', cast.as('customs'), 'clearance', {});
    await about('permit', cast.as('maritime-authority'), 'clearance', {});
    const delivery = randomUUID();
    if (!(await about('begin', supplier, 'begin', { ...checklist, id: delivery }))) return;
    const measured = weighed(1 + randomInt(6_000));
    await done({ client: supplier, kind: 'deliver', id: delivery, path: `/v1/deliveries/${delivery}/measurement`, body: measured });
  }

  let checklist: Awaited<ReturnType<typeof beginning>> = { checklist: [], openingReadings: [] };
  const working = async (): Promise<void> => {
    while (!ending) await oneStem();
  };
  return {
    told,
    async run(): Promise<void> {
      checklist = await beginning(ground);
      await Promise.all(Array.from({ length: clients }, working));
    },
    end(): void {
      ending = true;
    },
  };
}
