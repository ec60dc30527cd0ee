/** A totaliser reading as printed: tonnes with four decimals, kept as text. */
export type TotaliserT = string;

/** One ticket of a mass flow meter: both totalisers before and after, as printed. */
export interface MeterTicket {
  readonly number: string;
  readonly meter: string;
  readonly openT: TotaliserT;
  readonly closeT: TotaliserT;
  readonly resettableOpenT: TotaliserT;
  readonly resettableCloseT: TotaliserT;
  readonly massInAirT: TotaliserT;
  readonly temperatureC: number;
  readonly densityKgPerM3: number;
  readonly pumpStartAt: string;
  readonly pumpEndAt: string;
  readonly printedAt: string;
  readonly seals: { readonly report: string; readonly intactBefore: boolean; readonly intactAfter: boolean };
}

/** What was gauged in one tank at one moment. */
export interface Gauge {
  readonly tank: string;
  readonly volumeM3: number;
  readonly temperatureC: number;
  readonly pressureMPa: number;
  readonly densityKgPerM3: number;
  readonly at: string;
}

/** The vapour that came back while a liquefied gas was delivered, as ISO 6578 practice takes it off. */
export interface VapourReturn {
  readonly volumeM3: number;
  readonly temperatureC: number;
  readonly pressureMPa: number;
  readonly hhvMjPerSm3: number;
}

export interface WeighbridgeTicket {
  readonly number: string;
  readonly weighbridge: string;
  readonly fullKg: number;
  readonly emptyKg: number;
  readonly at: string;
}

/** How a delivery was measured; the method stands on the note. */
export type Measurement =
  | { readonly method: 'meter'; readonly tickets: readonly MeterTicket[] }
  | {
      readonly method: 'gauging';
      readonly before: readonly Gauge[];
      readonly after: readonly Gauge[];
      readonly vapour: VapourReturn | null;
    }
  | { readonly method: 'weighbridge'; readonly tickets: readonly WeighbridgeTicket[] };

export type Method = Measurement['method'];
