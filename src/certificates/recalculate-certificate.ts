import type { RedFactors } from '../emissions/red-factors.ts';
import { setNamed } from '../factors/choose-sets.ts';
import { refuse } from '../refusal.ts';
import { assess, type Figures } from './assess.ts';
import type { Certificate, IntensityResult } from './certificate.ts';
import { deliveredFacts, proofsOfUses } from './request-certificate.ts';
import type { CertificatesRooms } from './rooms.ts';

type Rooms = Pick<CertificatesRooms, 'fleet' | 'ledger' | 'bunkering' | 'proofs' | 'certificates' | 'factorSets' | 'fuels'>;

/** One figure of a certificate under one set. */
interface FigureValue {
  /** The whole certificate, its certified part or everything that was delivered. */
  readonly of: 'certificate' | 'certified' | 'delivered';
  readonly engineClass: string | null;
  readonly figure: string;
  readonly unit: string;
  readonly value: number;
}

/** A figure as issued and under the other set, unrounded; null where a set has no such engine class. */
export interface FigureCompared extends Omit<FigureValue, 'value'> {
  readonly old: number | null;
  readonly new: number | null;
  /** new − old. */
  readonly difference: number | null;
}

export interface Recalculation {
  readonly certificate: string;
  readonly factorSets: { readonly old: string; readonly new: string };
  readonly gwpSets: { readonly old: string; readonly new: string };
  /** Whether the set it was issued by still leads to the issued figures, so that a difference comes from the set alone. */
  readonly issuedFiguresReproduced: boolean;
  readonly figures: readonly FigureCompared[];
  readonly conformance: { readonly old: boolean; readonly new: boolean };
  /** The new figures with their steps. */
  readonly certified: readonly IntensityResult[];
  readonly delivered: readonly IntensityResult[];
}

/**
 * What an issued certificate would say under another FuelEU set, by the function that computed it and on what it was
 * computed from: the parcels, the ship's classes and the uses of proofs that there were when it was asked for. Nothing is
 * written, and what was issued stays. What the renewable energy directive fixes stays as it was.
 * Refuses CERTIFICATE_NOT_ISSUED, FACTOR_SET_UNKNOWN, and FUEL_UNKNOWN or FACTOR_MISSING where that set lacks a value.
 */
export async function recalculateCertificate(rooms: Rooms, certificate: Certificate, factorSet: string): Promise<Recalculation> {
  if (certificate.state !== 'issued') refuse('CERTIFICATE_NOT_ISSUED', { values: { state: certificate.state } });
  const factors = await setNamed(rooms.factorSets, 'fueleu', factorSet, 'body.factorSet');
  const issuedBy = await rooms.factorSets.named('fueleu', certificate.factorSet);
  const assessed = await assessedThen(rooms, certificate);
  const by = { red: await redSetOf(rooms, certificate), groups: rooms.fuels.groups };
  const found = assess({ ...by, factors }, assessed);
  const again = issuedBy && assess({ ...by, factors: issuedBy }, assessed);
  return {
    certificate: certificate.id,
    factorSets: { old: certificate.factorSet, new: found.factorSet },
    gwpSets: { old: certificate.gwpSet, new: found.gwpSet },
    issuedFiguresReproduced: again !== undefined && figuresCompared(certificate, again).every(({ difference }) => difference === 0),
    figures: figuresCompared(certificate, found),
    conformance: { old: certificate.conformance, new: found.conformance },
    certified: found.certified,
    delivered: found.delivered,
  };
}

/** The directive's figures that the certificate was issued by. */
async function redSetOf({ factorSets }: Rooms, { redFactorSet, deliveredOn }: Certificate): Promise<RedFactors> {
  const named = redFactorSet === null ? undefined : await factorSets.named('red', redFactorSet);
  return named ?? factorSets.inForce('red', deliveredOn);
}

/** A certificate covers every use that no other did; so what there was beside its own was covered by others. */
async function assessedThen(rooms: Rooms, certificate: Certificate) {
  const delivery = await rooms.bunkering.delivery(certificate.delivery);
  if (!delivery) throw new Error(`certificate ${certificate.id} is of a delivery that is not there`);
  const own = new Set(certificate.uses.map(({ use }) => use));
  const then = (await rooms.certificates.usesOf(delivery.id)).filter(
    ({ id, assignedAt }) => own.has(id) || assignedAt <= certificate.requestedAt,
  );
  return {
    uses: then.filter(({ id }) => own.has(id)),
    others: then.filter(({ id }) => !own.has(id)),
    proofs: await proofsOfUses(rooms, then),
    ...(await deliveredFacts(rooms, delivery)),
  };
}

function figuresCompared(issued: Figures, found: Figures): FigureCompared[] {
  const [before, after] = [figureValues(issued), figureValues(found)];
  const same = (a: FigureValue) => (b: FigureValue) => a.of === b.of && a.engineClass === b.engineClass && a.figure === b.figure;
  const lines = [...before, ...after.filter((line) => !before.some(same(line)))];
  return lines.map(({ value: _value, ...line }) => {
    const valueIn = (values: readonly FigureValue[]) => values.find(same({ ...line, value: 0 }))?.value ?? null;
    const [old, now] = [valueIn(before), valueIn(after)];
    return { ...line, old, new: now, difference: old === null || now === null ? null : now - old };
  });
}

const gPerMj = 'gCO2eq/MJ';
const wholeUnits = {
  certifiedKg: 'kg',
  otherwiseCertifiedKg: 'kg',
  uncertifiedKg: 'kg',
  energyMj: 'MJ',
  eGPerMj: gPerMj,
  savingPercent: '%',
} as const;
const intensityUnits = { energyMj: 'MJ', wttGPerMj: gPerMj, ttwGPerMj: gPerMj, wtwGPerMj: gPerMj } as const;

function figureValues(figures: Figures): FigureValue[] {
  const perClass = (of: 'certified' | 'delivered') =>
    figures[of].flatMap((result) => valuesOf(result, intensityUnits).map((line) => ({ of, engineClass: result.engineClass, ...line })));
  const whole = valuesOf(figures, wholeUnits).map((line) => ({ of: 'certificate' as const, engineClass: null, ...line }));
  return [...whole, ...perClass('certified'), ...perClass('delivered')];
}

const valuesOf = <K extends string>(record: NoInfer<Readonly<Record<K, number>>>, units: Readonly<Record<K, string>>) =>
  (Object.entries(units) as [K, string][]).map(([figure, unit]) => ({ figure, unit, value: record[figure] }));
