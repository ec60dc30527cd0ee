import { z } from 'zod';
import { Refused, signedIn, voiceOf, type Counted, type Voice } from './client.ts';
import { idOf, markOf } from './names.ts';
import type { State } from './state.ts';

export type Kind = 'supplier' | 'shipping-line' | 'port-operator' | 'customs' | 'maritime-authority' | 'certifier';

export interface Party {
  readonly id: string;
  readonly name: string;
  readonly first: Voice;
  readonly second: Voice;
}

interface Description {
  readonly kind: Kind;
  readonly name: { readonly en: string; readonly zh?: string };
  readonly ports?: readonly string[];
  readonly districts?: readonly string[];
}

const demoPeople = z.array(z.object({ role: z.string(), signInName: z.string(), password: z.string() }));

export type DemoPerson = Readonly<z.infer<typeof demoPeople>[number]>;

/** The people that the first start of a service made, as it keeps them beside its data. */
export const readDemoPeople = (text: string): readonly DemoPerson[] => demoPeople.parse(JSON.parse(text));

/** The story's people: its own organisations, admitted by the administrator of the service, with two persons each. */
export interface Cast {
  readonly keeper: Voice;
  readonly nobody: Voice;
  admit(description: Description): Promise<Party>;
}

export function castOf(url: string, counted: Counted, state: State, people: readonly DemoPerson[]): Cast {
  const administrator = people.find(({ role }) => role === 'administrator');
  if (!administrator) throw new Error('no administrator is among the people of the service');
  const keeper = signedIn(url, counted, administrator);
  const nobody = voiceOf(url, counted, () => Promise.resolve(null));
  const parties = new Map<string, Promise<Party>>();

  const join = async (inviting: Voice, invitation: string, name: string): Promise<Voice> => {
    const signInName = `${markOf(name, 12).toLowerCase()}@story.example`;
    const person = { signInName, password: state.passwordOf(name) };
    try {
      const { path } = await inviting.gets<{ path: string }>(`/v1/invitations/${invitation}/link`);
      await nobody.does(`join ${markOf(name, 12)}`, path, person);
    } catch (error) {
      // The link is used up once the person has joined, in an earlier run.
      if (!(error instanceof Refused) || !error.codes.includes('INVITATION_USED')) throw error;
    }
    return signedIn(url, counted, person);
  };

  const admitted = async ({ kind, name, ports, districts }: Description): Promise<Party> => {
    const id = idOf(`${kind} ${name.en}`);
    const { invitation } = await keeper.does<{ invitation: { id: string } }>(`admit ${markOf(id)}`, '/v1/organisations', {
      id,
      kind,
      name,
      ...(ports && { ports }),
      ...(districts && { districts }),
      ...(kind === 'supplier' && { address: { en: 'Address assumed: not published', zh: '地址未公布（假定）' }, phone: '+86 000 0000000' }),
      firstPerson: { en: 'Duty officer', zh: '值班员' },
    });
    const first = await join(keeper, invitation.id, `${name.en}, duty officer`);
    const second = await first.does<{ id: string }>(`invite ${markOf(id)}`, '/v1/invitations', {
      id: idOf(`second person of ${name.en}`),
      office: { en: 'Second officer', zh: '副班员' },
    });
    return { id, name: name.en, first, second: await join(first, second.id, `${name.en}, second officer`) };
  };

  return {
    keeper,
    nobody,
    admit(description) {
      const key = `${description.kind} ${description.name.en}`;
      const known = parties.get(key) ?? admitted(description);
      parties.set(key, known);
      return known;
    },
  };
}
