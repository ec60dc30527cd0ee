/** What an organisation is; its persons act in that role. */
export const roles = [
  'port-operator',
  'supplier',
  'shipping-line',
  'ships-agent',
  'customs',
  'maritime-authority',
  'certifier',
  'regulator',
  'administrator',
] as const;

export type Role = (typeof roles)[number];
