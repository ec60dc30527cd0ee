/** What brings fuel to a ship: a barge on the water or a truck on the quay. Its tanks are kept by the tanks room. */
export const craftKinds = ['barge', 'truck'] as const;
export type CraftKind = (typeof craftKinds)[number];

export interface Craft {
  readonly id: string;
  readonly kind: CraftKind;
  readonly name: string;
  /** The number of a barge that is a ship of the register. */
  readonly imo?: string;
  /** The plate of a truck, or the local number of a barge. */
  readonly registration?: string;
  /** The supplier that runs it. */
  readonly owner: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}
