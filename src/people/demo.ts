import type { World } from '../work.ts';
import { creditCodeCheck } from './credit-code.ts';
import type { Organisation } from './organisation.ts';
import { passwordsOf } from './password.ts';
import type { Person } from './person.ts';
import type { Role } from './roles.ts';
import type { PeopleSettings } from './settings.ts';
import type { PeopleStore } from './store.ts';

/** One line of what the first start prints and keeps: who can sign in, and with what. */
export interface DemoPerson {
  readonly role: Role;
  readonly organisation: string;
  readonly organisationName: Organisation['name'];
  readonly person: string;
  readonly office: Person['office'];
  readonly signInName: string;
  readonly password: string;
}

interface DemoOrganisation extends Omit<Organisation, '_id' | 'admittedAt'> {
  /** How an office of it reads, after "Duty officer, " and before "值班员". */
  readonly of: { readonly en: string; readonly zh: string };
}

/** No region has the number 000000, so this code can be nobody's; its check character is right. */
const artificialBody = '91000000DEM000001';

const organisations: readonly DemoOrganisation[] = [
  {
    kind: 'port-operator',
    name: { en: 'Port operator of Zhoushan (demo)', zh: '舟山港口经营人（演示）' },
    of: { en: 'port operator of Zhoushan', zh: '舟山港口经营人' },
    ports: ['CNZOS'],
  },
  {
    kind: 'supplier',
    name: { en: 'Supplier of Zhoushan (demo)', zh: '舟山船用燃料供应企业（演示）' },
    of: { en: 'supplier of Zhoushan', zh: '舟山供应企业' },
    creditCode: `${artificialBody}${creditCodeCheck(artificialBody) ?? ''}`,
    address: { en: 'Demo Quay 1, Zhoushan, Zhejiang, China', zh: '浙江省舟山市演示码头1号' },
    phone: '+86 580 0000000',
  },
  { kind: 'shipping-line', name: { en: 'Shipping line (demo)', zh: '航运公司（演示）' }, of: { en: 'shipping line', zh: '航运公司' } },
  {
    kind: 'ships-agent',
    name: { en: "Ship's agent of Zhoushan (demo)", zh: '舟山船舶代理（演示）' },
    of: { en: "ship's agent of Zhoushan", zh: '舟山船舶代理' },
  },
  {
    kind: 'customs',
    name: { en: 'Customs of Zhoushan (demo)', zh: '舟山海关（演示）' },
    of: { en: 'customs of Zhoushan', zh: '舟山海关' },
    districts: ['29'],
  },
  {
    kind: 'maritime-authority',
    name: { en: 'Maritime authority of Zhoushan (demo)', zh: '舟山海事局（演示）' },
    of: { en: 'maritime authority of Zhoushan', zh: '舟山海事局' },
    ports: ['CNZOS'],
  },
  { kind: 'certifier', name: { en: 'Certifier (demo)', zh: '认证机构（演示）' }, of: { en: 'certifier', zh: '认证机构' } },
  { kind: 'regulator', name: { en: 'Regulator (demo)', zh: '主管部门（演示）' }, of: { en: 'regulator', zh: '主管部门' } },
  {
    kind: 'administrator',
    name: { en: 'Administrator of this service (demo)', zh: '本系统管理机构（演示）' },
    of: { en: 'administrator of this service', zh: '本系统管理机构' },
  },
];

const ranks = [
  { key: 'duty', en: 'Duty officer', zh: '值班员' },
  { key: 'second', en: 'Second officer', zh: '副班员' },
] as const;

/**
 * On an empty database: one organisation per role at Zhoushan with two persons each, named by office, with random
 * passwords. `keep` is called with the list before anything is committed, so no password is lost by a crash in between.
 * Answers the list, empty where the database is not.
 */
export async function seedDemo(
  people: PeopleStore,
  world: World,
  settings: PeopleSettings,
  keep: (persons: readonly DemoPerson[]) => Promise<void> = () => Promise.resolve(),
): Promise<readonly DemoPerson[]> {
  if (!(await people.isEmpty())) return [];
  const passwords = passwordsOf(settings);
  const admittedAt = world.now();
  const admitted = organisations.map(({ of, ...organisation }) => ({
    of,
    organisation: { ...organisation, _id: world.newId(), admittedAt },
  }));
  const persons = admitted.flatMap(({ of, organisation }) => ranks.map((rank) => personOf(rank, of, organisation, world)));
  const records: readonly Person[] = await Promise.all(
    persons.map(async ({ person, organisation, office, signInName, password }) => ({
      _id: person,
      organisation,
      office,
      signInName,
      passwordHash: await passwords.seal(password),
      joinedAt: admittedAt,
      endedAt: null,
    })),
  );
  await keep(persons);
  await people.inTransaction(async (session) => {
    for (const { organisation } of admitted) await people.admit(organisation, session);
    for (const record of records) await people.addPerson(record, session);
  });
  return persons;
}

const personOf = (rank: (typeof ranks)[number], of: DemoOrganisation['of'], organisation: Organisation, world: World): DemoPerson => ({
  role: organisation.kind,
  organisation: organisation._id,
  organisationName: organisation.name,
  person: world.newId(),
  office: { en: `${rank.en}, ${of.en}`, zh: `${of.zh}${rank.zh}` },
  signInName: `${rank.key}@${organisation.kind}.example`,
  password: randomPassword(world),
});

/** Letters and digits without l, o, 0 and 1, which print alike; 32 of them, so that a byte chooses evenly. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 120 bits of chance, in groups of six so that a person can type them. */
const randomPassword = (world: World): string => {
  const text = Array.from(world.randomBytes(24), (byte) => letters.charAt(byte % letters.length)).join('');
  return (text.match(/.{6}/g) ?? []).join('-');
};
