import type { EngineClass } from '../emissions/engine-class.ts';
import type { Factors } from '../emissions/factors.ts';
import { kindOfPathway, type RedFactors } from '../emissions/red-factors.ts';
import { savingPct, savingTest } from '../emissions/saving.ts';
import { wellToWake, type ClassResult, type FuelComponent } from '../emissions/well-to-wake.ts';
import type { ProductGroupFacts } from '../fuels/grade.ts';
import type { Composition } from '../measure/composition.ts';
import { energyMj } from '../measure/energy.ts';
import { sum, weightedMean } from '../measure/sum.ts';
import type { Proof } from '../proofs/proof.ts';
import { Refusal } from '../refusal.ts';
import { conforms, type Certificate, type CoveredUse, type IntensityResult } from './certificate.ts';
import type { ProofUse } from './proof-use.ts';

export interface Assessor {
  readonly factors: Factors;
  readonly red: RedFactors;
  readonly groups: readonly ProductGroupFacts[];
}

export interface Assessed {
  /** Uses that this certificate covers. */
  readonly uses: readonly ProofUse[];
  /** Uses of the same delivery that other certificates cover. */
  readonly others: readonly ProofUse[];
  readonly proofs: ReadonlyMap<string, Proof>;
  readonly composition: Composition;
  /** From the ship's record; empty where it tells none. */
  readonly engineClasses: readonly EngineClass[];
}

export type Figures = Pick<
  Certificate,
  | 'uses'
  | 'certifiedKg'
  | 'otherwiseCertifiedKg'
  | 'uncertifiedKg'
  | 'factorSet'
  | 'redFactorSet'
  | 'gwpSet'
  | 'certified'
  | 'delivered'
  | 'energyMj'
  | 'eGPerMj'
  | 'savingPercent'
  | 'conformance'
>;

/**
 * The figures of a certificate: masses, energy by the calorific values that fix a proof's energy, E weighted by that
 * energy, saving, and well-to-wake of the certified part and of everything delivered. Refuses FACTOR_MISSING and
 * FUEL_UNKNOWN where the regulation has no factor for what was delivered.
 */
export function assess({ factors, red, groups }: Assessor, { uses, others, proofs, composition, engineClasses }: Assessed): Figures {
  const covered = uses.map((use) => coveredUse(use, proofOf(proofs, use), red));
  const otherwise = others.map((use) => coveredUse(use, proofOf(proofs, use), red));
  const kg = (lines: readonly CoveredUse[]): number => lines.reduce((total, { massKg }) => total + massKg, 0);
  const deliveredKg = Object.values(composition).reduce((total, massKg) => total + massKg, 0);
  const rest = uncovered(composition, [...covered, ...otherwise], groups, factors);
  const intensities = (components: readonly FuelComponent[]) => perClass(components, engineClasses, factors);
  const certified = intensities(covered.map(asComponent));
  const delivered = intensities([...covered.map(asComponent), ...otherwise.map(asComponent), ...rest]);
  const eGPerMj = weightedMean(covered.map(({ energyMj, eGPerMj: value }) => ({ weight: energyMj, value })));
  return {
    uses: covered,
    certifiedKg: kg(covered),
    otherwiseCertifiedKg: kg(otherwise),
    uncertifiedKg: deliveredKg - kg(covered) - kg(otherwise),
    factorSet: certified.factorSet,
    redFactorSet: red.set,
    gwpSet: certified.gwpSet,
    certified: certified.results,
    delivered: delivered.results,
    energyMj: sum(covered.map(({ energyMj }) => energyMj)),
    eGPerMj,
    savingPercent: savingPct(eGPerMj, red.comparator.transportGPerMj),
    conformance: covered.every(conforms),
  };
}

function proofOf(proofs: ReadonlyMap<string, Proof>, { proof }: ProofUse): Proof {
  return proofs.get(proof) ?? missing(proof);
}

function missing(proof: string): never {
  throw new Error(`a use names proof ${proof}, which is not there`);
}

function coveredUse(use: ProofUse, proof: Proof, red: RedFactors): CoveredUse {
  const { ghg, rawMaterial } = proof;
  const kind = kindOfPathway(proof.pathway);
  const startedOn = proof.installationStartedOn ?? undefined;
  const test = kind !== 'biofuel' || startedOn !== undefined ? savingTest(ghg.eGPerMj, { kind, startedOn }, red) : null;
  return {
    use: use.id,
    proof: proof.id,
    proofNumber: proof.number,
    proofIssuedOn: proof.issuedOn,
    scheme: proof.scheme,
    issuerCertificate: proof.issuerCertificate,
    group: proof.group,
    fuelType: proof.fuelType,
    pathway: proof.pathway,
    rawMaterial: rawMaterial.name,
    annexIX: rawMaterial.annexIX,
    rawMaterialOrigin: proof.rawMaterialOrigin,
    productionCountry: proof.productionCountry,
    installationStartedOn: proof.installationStartedOn,
    chainOfCustody: proof.chainOfCustody,
    redCompliant: proof.redCompliant,
    foodOrFeedCrop: rawMaterial.foodOrFeedCrop,
    eGPerMj: ghg.eGPerMj,
    massKg: use.massKg,
    energyMj: energyMj(use.massKg, proof.lcvMjPerKg),
    savingPercent: savingPct(ghg.eGPerMj, red.comparator.transportGPerMj),
    minSavingPercent: test?.minSavingPct ?? null,
    savingMet: test?.met ?? null,
  };
}

/** As FuelEU counts it: what is no longer renewable in its eyes counts as fossil, and the step says why. */
function asComponent(use: CoveredUse): FuelComponent {
  const { fuelType, massKg, pathway, eGPerMj } = use;
  const notCounted = use.foodOrFeedCrop ? 'food-or-feed-crop' : conforms(use) ? null : 'criteria-not-met';
  return { fuel: fuelType, massKg, pathway, eGPerMj, ...(notCounted && { notCounted }) };
}

/** What was delivered without a proof: fossil where the group has a fossil fuel, otherwise renewable fuel that no proof covers. */
function uncovered(
  composition: Composition,
  covered: readonly CoveredUse[],
  groups: readonly ProductGroupFacts[],
  factors: Factors,
): FuelComponent[] {
  return Object.entries(composition).flatMap(([group, massKg]): FuelComponent[] => {
    const openKg = massKg - covered.filter((use) => use.group === group).reduce((total, use) => total + use.massKg, 0);
    if (openKg <= 0) return [];
    const fuel = groups.find(({ id }) => id === group)?.fuelEuFuel ?? group;
    const fossil = factors.rows.some((row) => row.fuel === fuel && row.pathway === 'fossil');
    return [{ fuel, massKg: openKg, pathway: fossil ? 'fossil' : 'bio' }];
  });
}

interface Intensities {
  readonly factorSet: string;
  readonly gwpSet: string;
  readonly results: readonly IntensityResult[];
}

/** For each class of the ship's record; where it tells none, or none that the fuel can be burnt in, for each class there is. */
function perClass(components: readonly FuelComponent[], engineClasses: readonly EngineClass[], factors: Factors): Intensities {
  const found = engineClasses.flatMap((engineClass) => inClass(components, engineClass, factors));
  const all = found.length > 0 ? found : [wellToWake({ components, factors })];
  const results = all.flatMap(({ results: some }) => some);
  const distinct = results.filter((one, place) => results.findIndex(({ engineClass }) => engineClass === one.engineClass) === place);
  return { factorSet: all[0]?.factorSet ?? '', gwpSet: all[0]?.gwpSet ?? '', results: distinct.map(asResult) };
}

function inClass(components: readonly FuelComponent[], engineClass: EngineClass, factors: Factors) {
  try {
    return [wellToWake({ components, engineClass, factors })];
  } catch (no) {
    if (no instanceof Refusal && no.reasons.every(({ field }) => field === 'engineClass')) return [];
    throw no;
  }
}

const asResult = ({ engineClass, wttGPerMj, ttwGPerMj, wtwGPerMj, energyMj, interpretations, steps }: ClassResult): IntensityResult => ({
  engineClass,
  wttGPerMj,
  ttwGPerMj,
  wtwGPerMj,
  energyMj,
  interpretations,
  steps,
});
