/** What became of one record, and whether that is what had to become of it. */
export interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly port: string;
  readonly fuel: string;
  readonly result: string;
  readonly right: boolean;
  readonly why?: string;
  readonly note?: string;
  readonly massKg?: number;
  readonly certificates?: readonly string[];
  readonly wtwGPerMj?: string;
}
