import type { Role } from './roles.ts';

const keepers: readonly Role[] = ['regulator', 'administrator'];
const authorities: readonly Role[] = ['customs', 'maritime-authority', 'regulator', 'administrator'];

/**
 * The one table of who may do what: action → roles. An endpoint names its action; what of another organisation's records
 * a role lawfully sees is decided by the room (a record out of sight answers 404, never 403).
 */
export const permissions = {
  'organisation.admit': keepers,
  'register.keep': keepers,
  'eligibility.decide': keepers,
  'setting.date': keepers,
  'factors.load': ['administrator'],
  'voyage.record': ['customs', 'maritime-authority'],
  'mandate.give': ['shipping-line'],

  'book.open': ['customs'],
  'site.keep': ['supplier', 'customs'],
  'tank.attribute': ['customs'],
  'parcel.receive': ['supplier'],
  'tank.sound': ['supplier'],
  'stock.transfer': ['supplier'],
  'alert.close': ['supplier', 'customs'],
  'stock.read': ['supplier', 'customs', 'regulator'],
  'book.read': ['supplier', 'customs', 'regulator'],
  'alert.read': ['supplier', 'customs', 'regulator'],

  'nomination.ask': ['shipping-line', 'ships-agent'],
  'nomination.accept': ['supplier'],
  'nomination.cancel': ['shipping-line', 'ships-agent', 'supplier'],
  'nomination.read': ['shipping-line', 'ships-agent', 'supplier', 'port-operator', ...authorities],
  'operation.permit': ['port-operator'],
  'operation.log': ['port-operator'],
  'operation.clear': ['customs', 'maritime-authority'],
  'delivery.measure': ['supplier'],
  'note.draft': ['supplier'],
  'note.sign': ['supplier'],
  'note.supersede': ['supplier'],
  'note.read': ['shipping-line', 'ships-agent', 'supplier', 'port-operator', ...authorities],

  'proof.record': ['supplier'],
  'proof.assign': ['supplier'],
  'proof.read': ['supplier', 'certifier', 'customs', 'regulator'],
  'certificate.request': ['shipping-line', 'ships-agent'],
  'certificate.decide': ['certifier'],
  'certificate.withdraw': ['certifier'],
  'certificate.read': ['shipping-line', 'ships-agent', 'supplier', 'certifier', ...authorities],

  'report.keep': ['shipping-line', 'ships-agent', 'supplier'],
  'report.read': ['shipping-line', 'ships-agent', 'supplier'],

  'dossier.read': ['customs'],
  'trail.read': ['regulator', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof permissions;

export const may = (role: string, action: Action): boolean => (permissions[action] as readonly string[]).includes(role);
