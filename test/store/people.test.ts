import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { ClientSession } from 'mongoose';
import { hashOf } from '../../src/canonical.ts';
import { endMandate } from '../../src/people/end-mandate.ts';
import { endPerson } from '../../src/people/end-person.ts';
import { seedDemo, type DemoPerson } from '../../src/people/demo.ts';
import { isCreditCode } from '../../src/people/credit-code.ts';
import { giveMandate } from '../../src/people/give-mandate.ts';
import { invitePerson } from '../../src/people/invite-person.ts';
import { join } from '../../src/people/join.ts';
import { mayActFor } from '../../src/people/may-act-for.ts';
import { refresh } from '../../src/people/refresh.ts';
import { roles, type Role } from '../../src/people/roles.ts';
import { peopleRooms, type PeopleRooms } from '../../src/people/rooms.ts';
import { peopleSettings } from '../../src/people/settings.ts';
import { signInAt } from '../../src/people/sign-in.ts';
import { peopleStore } from '../../src/people/store.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Work } from '../../src/work.ts';
import { prepare, stillWorld, withStore } from './support.ts';

const settings = { ...peopleSettings(), argon2MemoryKib: 64, argon2Passes: 1 };

const codeOf = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );

withStore('People in the store', (store) => {
  const world = stillWorld();
  let rooms: PeopleRooms;
  let demo: readonly DemoPerson[];

  before(async () => {
    const people = peopleStore(store.db);
    await prepare(people.models);
    rooms = peopleRooms({ people, settings, world, secret: Buffer.alloc(32, 3), issuer: 'http://localhost' });
    demo = await seedDemo(people, world, settings);
  });

  const personOf = (role: Role): DemoPerson => {
    const found = demo.find((person) => person.role === role);
    if (!found) throw new Error(role);
    return found;
  };
  /** A command's work without the command: one transaction, the person of a role as actor. */
  const as = <T>(role: Role, perform: (work: Work) => Promise<T>): Promise<T> =>
    rooms.people.inTransaction((session: ClientSession) => {
      const { person, organisation } = personOf(role);
      const quiet = { trace: () => undefined, tell: () => undefined, turn: () => Promise.resolve() };
      return perform({ session, actor: { person, organisation, role }, occurredAt: world.now(), recordedAt: world.now(), ...quiet });
    });
  const tokenOf = (invitation: { id: string }): string => rooms.linkKey(invitation.id);
  const newcomer = async (
    role: Role,
    password = 'a sentence of its own',
  ): Promise<{ id: string; signInName: string; password: string }> => {
    const invitation = await as(role, (work) => invitePerson(rooms, work, { office: { en: 'Third officer' } }));
    const signInName = `${randomUUID()}@${role}.example`;
    const { id } = await as(role, (work) => join(rooms, work, { token: tokenOf(invitation), signInName, password }));
    return { id, signInName, password };
  };

  it('an empty database gets one demo organisation per role with two persons each, and a second start adds none', async () => {
    expect(demo.map(({ role }) => role).sort()).to.deep.equal([...roles, ...roles].sort());
    expect(new Set(demo.map(({ password }) => password)).size).to.equal(demo.length);
    expect(await seedDemo(rooms.people, world, settings)).to.deep.equal([]);
    expect(await rooms.people.listOrganisations(undefined, 200)).to.have.lengthOf(roles.length);
    const [supplier] = await rooms.people.listOrganisations('supplier', 2);
    expect(supplier).to.include.keys('address', 'phone');
    expect(isCreditCode(supplier?.creditCode ?? '')).to.equal(true);
    expect((await rooms.people.listPersons(supplier?._id ?? '', 10)).map(({ office }) => office.en)).to.have.members([
      'Duty officer, supplier of Zhoushan',
      'Second officer, supplier of Zhoushan',
    ]);
  });

  it('a unified social credit code is admitted once', async () => {
    const [supplier] = await rooms.people.listOrganisations('supplier', 1);
    if (!supplier) throw new Error('no supplier');
    const twin = { ...supplier, _id: randomUUID() };
    expect(await codeOf(as('administrator', ({ session }) => rooms.people.admit(twin, session)))).to.equal('CREDIT_CODE_TAKEN');
    expect(await rooms.people.organisation(twin._id)).to.equal(null);
  });

  it('one link admits one of two who open it at once', async () => {
    const invitation = await as('supplier', (work) => invitePerson(rooms, work, { office: { en: 'Third officer' } }));
    const open = (signInName: string) =>
      codeOf(as('supplier', (work) => join(rooms, work, { token: tokenOf(invitation), signInName, password: 'long enough for two' })));
    const outcomes = await Promise.all([open(`${randomUUID()}@a.example`), open(`${randomUUID()}@b.example`)]);
    expect(outcomes.sort()).to.deep.equal(['INVITATION_USED', 'done']);
  });

  it('one sign-in name goes to one of two who choose it at once, and the other link stays open', async () => {
    const invite = () => as('customs', (work) => invitePerson(rooms, work, { office: { en: 'Third officer' } }));
    const invitations = [await invite(), await invite()];
    const signInName = `${randomUUID()}@customs.example`;
    const outcomes = await Promise.all(
      invitations.map((invitation) =>
        codeOf(as('customs', (work) => join(rooms, work, { token: tokenOf(invitation), signInName, password: 'long enough for two' }))),
      ),
    );
    expect([...outcomes].sort()).to.deep.equal(['SIGN_IN_NAME_TAKEN', 'done']);
    const loser = invitations[outcomes.indexOf('SIGN_IN_NAME_TAKEN')];
    expect((await rooms.people.invitation(loser?.id ?? ''))?.usedAt).to.equal(null);
  });

  it('of two who exchange one refresh token at once none keeps the session', async () => {
    const { signInName, password } = personOf('certifier');
    const { refreshToken } = await signInAt(rooms)({ signInName, password });
    const outcomes = await Promise.all([refresh(rooms, { refreshToken }), refresh(rooms, { refreshToken })].map(codeOf));
    expect(outcomes).to.include('REFRESH_REUSED');
    expect(await codeOf(refresh(rooms, { refreshToken }))).to.equal('SESSION_ENDED');
  });

  it('a burst of wrong passwords meets the lock at the fifth, a burst of right ones does not meet it', async () => {
    const signIn = signInAt(rooms);
    const { signInName, password } = await newcomer('regulator');
    expect(await Promise.all(Array.from({ length: 12 }, () => codeOf(signIn({ signInName, password }))))).to.deep.equal(
      Array(12).fill('done'),
    );
    const guesses = await Promise.all(
      Array.from({ length: 9 }, (_none, number) => codeOf(signIn({ signInName, password: `guess ${number}` }))),
    );
    expect(guesses).to.deep.equal([...Array<string>(5).fill('SIGN_IN_FAILED'), ...Array<string>(4).fill('ACCOUNT_LOCKED')]);
    expect(await codeOf(signIn({ signInName, password }))).to.equal('ACCOUNT_LOCKED');
    world.passMinutes(settings.lockMinutes);
    expect(await codeOf(signIn({ signInName, password }))).to.equal('done');
  });

  it('a person whose access ends while it signs in has no session left', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, signInName, password } = await newcomer('port-operator');
      const [entered] = await Promise.all([
        signInAt(rooms)({ signInName, password }).catch(() => undefined),
        as('port-operator', (work) => endPerson(rooms, work, { id })),
      ]);
      const session = entered && (await rooms.people.sessions.session(rooms.tokens.read(entered.accessToken, world.now()).session));
      expect(session?.endedBecause ?? 'access-ended').to.equal('access-ended');
    }
  });

  it('ending an access erases the name and the password, and the name is free again', async () => {
    const { id, signInName } = await newcomer('ships-agent');
    await as('ships-agent', (work) => endPerson(rooms, work, { id }));
    const person = await rooms.people.person(id);
    expect(person).to.not.have.any.keys('signInName', 'passwordHash');
    expect(person?.office.en).to.equal('Third officer');
    const invitation = await as('ships-agent', (work) => invitePerson(rooms, work, { office: { en: 'Third officer' } }));
    expect(
      await codeOf(
        as('ships-agent', (work) => join(rooms, work, { token: tokenOf(invitation), signInName, password: 'another sentence' })),
      ),
    ).to.equal('done');
  });

  it('an agent acts for a line by mandate, for its ship, from the first day to the last', async () => {
    const [line, agent] = [personOf('shipping-line'), personOf('ships-agent')];
    const actor = { person: agent.person, organisation: agent.organisation, role: 'ships-agent' } as const;
    const may = (imo: string, day: string, who: Parameters<typeof mayActFor>[1] = actor) =>
      mayActFor(rooms.people, who, line.organisation, imo, day);
    expect(await may('9074729', '2026-03-02')).to.equal(false);
    const mandate = await as('shipping-line', (work) =>
      giveMandate(rooms, work, { agent: agent.organisation, imo: '9074729', from: '2026-03-01' }),
    );
    expect(await may('9074729', '2026-03-02')).to.equal(true);
    expect(await may('9074729', '2026-02-28')).to.equal(false);
    expect(await may('9319466', '2026-03-02')).to.equal(false);
    expect(await may('9074729', '2026-03-02', { ...actor, role: 'supplier' })).to.equal(false);
    expect(await may('9319466', '2026-03-02', { person: line.person, organisation: line.organisation, role: 'shipping-line' })).to.equal(
      true,
    );
    await as('shipping-line', (work) => endMandate(rooms, work, { id: mandate.id, on: '2026-03-05' }));
    expect(await may('9074729', '2026-03-04')).to.equal(true);
    expect(await may('9074729', '2026-03-05')).to.equal(false);
    expect(await codeOf(as('shipping-line', (work) => endMandate(rooms, work, { id: mandate.id, on: '2026-03-06' })))).to.equal(
      'MANDATE_ENDED',
    );
  });

  it('every list and every sign-in walks an index', async () => {
    const { people } = rooms;
    const after = [world.now(), randomUUID()] as const;
    const asked = {
      register: people.listOrganisations(undefined, 10, after),
      'register of one kind': people.listOrganisations('supplier', 10, after),
      persons: people.listPersons(personOf('supplier').organisation, 10, after),
      'sign-in name': people.personNamed('nobody@nowhere.example'),
      'mandates of a line': people.mandates.list('line', personOf('shipping-line').organisation, 10, after),
      'mandates of an agent': people.mandates.list('agent', personOf('ships-agent').organisation, 10, after),
      'mandates between two': people.mandates.between(personOf('ships-agent').organisation, personOf('shipping-line').organisation),
    };
    for (const [what, query] of Object.entries(asked)) {
      const plan = JSON.stringify(await query.explain('queryPlanner'));
      expect(plan, what).to.include('IXSCAN').and.not.include('COLLSCAN').and.not.include('"SORT"');
    }
  });

  it('the demo is whole or not there: what is kept is kept before anything is committed', async () => {
    const other = peopleStore(store.db.useDb(`${store.db.name}-other`));
    await prepare(other.models);
    const failing = seedDemo(other, world, settings, () => Promise.reject(new Error('the disk is full')));
    expect(await failing.catch((error: Error) => error.message)).to.equal('the disk is full');
    expect(await other.isEmpty()).to.equal(true);
    const kept: string[] = [];
    const seeded = await seedDemo(other, world, settings, async (persons) => void kept.push(hashOf(persons)));
    expect(kept).to.deep.equal([hashOf(seeded)]);
    if (store.kind === 'mongodb') await store.db.useDb(`${store.db.name}-other`).dropDatabase();
  });
});
