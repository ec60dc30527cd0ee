import { sha256Hex } from '../canonical.ts';
import { refuse } from '../refusal.ts';
import { grantOf, newRefreshToken, type Entrance, type Grant } from './grant.ts';
import { inTurn } from './in-turn.ts';
import { shownOrganisation, type Organisation } from './organisation.ts';
import { shownPerson, type Person } from './person.ts';
import { sessionEnd, type Session } from './session.ts';

export interface SignedIn extends Grant {
  readonly person: ReturnType<typeof shownPerson>;
  readonly organisation: ReturnType<typeof shownOrganisation>;
}

/**
 * Signs a person in. An unknown name and a wrong password get the same answer after the same work, and both count towards
 * the lock of that name. Refuses SIGN_IN_FAILED, ACCOUNT_LOCKED.
 */
export function signInAt(entrance: Entrance): (input: { signInName: string; password: string }) => Promise<SignedIn> {
  const oneByOne = inTurn();
  return ({ signInName, password }) => oneByOne(signInName, () => signIn(entrance, signInName, password));
}

async function signIn(entrance: Entrance, signInName: string, password: string): Promise<SignedIn> {
  const { people, settings, world } = entrance;
  const { sessions } = people;
  const { failuresBeforeLock, lockMinutes } = settings;
  const nameHash = sha256Hex(signInName);
  if ((await sessions.failuresOf(nameHash, world.now())) >= failuresBeforeLock)
    refuse('ACCOUNT_LOCKED', { values: { minutes: lockMinutes } });
  const person = await recognised(entrance, signInName, password);
  const signedIn = person && (await begun(entrance, person));
  if (!signedIn) {
    const now = world.now();
    await sessions.countFailure(nameHash, now, new Date(now.getTime() + lockMinutes * 60_000));
    return refuse('SIGN_IN_FAILED', { values: { limit: failuresBeforeLock, minutes: lockMinutes } });
  }
  await sessions.forgetFailures(nameHash);
  return signedIn;
}

async function recognised({ people, passwords }: Entrance, signInName: string, password: string): Promise<Person | undefined> {
  const person = await people.personNamed(signInName);
  const right =
    person?.passwordHash === undefined ? await passwords.matchesNobody(password) : await passwords.matches(person.passwordHash, password);
  return right && person ? person : undefined;
}

/** Begins the session; undefined where the person's access ended in this very moment. */
async function begun(entrance: Entrance, person: Person): Promise<SignedIn | undefined> {
  const { people, settings, world } = entrance;
  const organisation = await people.organisation(person.organisation);
  if (!organisation) throw new Error(`person ${person._id} belongs to no organisation`);
  const now = world.now();
  const session = newSession(world.newId(), person, organisation, now, sessionEnd(now, settings));
  const refresh = newRefreshToken(entrance, session, now);
  const begins = await people.inTransaction(async (transaction) => {
    if (!(await people.noteSignIn(person._id, now, transaction))) return false;
    await people.sessions.begin(session, refresh.stored, transaction);
    return true;
  });
  if (!begins) return undefined;
  return {
    ...grantOf(entrance, session, organisation.kind, refresh, now),
    person: shownPerson(person),
    organisation: shownOrganisation(organisation),
  };
}

const newSession = (_id: string, person: Person, organisation: Organisation, startedAt: Date, expiresAt: Date): Session => ({
  _id,
  person: person._id,
  organisation: organisation._id,
  startedAt,
  expiresAt,
  endedAt: null,
  endedBecause: null,
});
