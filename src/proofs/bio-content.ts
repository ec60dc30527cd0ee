import type { Factors } from '../emissions/factors.ts';
import type { Fuels } from '../fuels/fuels.ts';
import { gradeOf, type Grade } from '../fuels/grade.ts';
import { typicalProperty } from '../fuels/properties.ts';
import type { Parcel } from '../ledger/parcel.ts';
import { bioShare, type BioShare } from '../measure/blend.ts';
import { roundHalfAwayFromZero } from '../measure/rounding.ts';
import { volumeFromMassM3 } from '../measure/volume.ts';
import { warning, type Warning } from '../words/warning.ts';

/** Bio content on its three bases, with what had to be assumed for it. */
export interface BioContent extends BioShare {
  readonly assumed: { readonly bioDensityKgPerM3: number; readonly bioLcvMjPerKg: number; readonly fossilLcvMjPerKg: number };
}

/**
 * The bio content of a blend of biodiesel and fuel oil by volume, by mass and by energy; null for any other parcel. The
 * volume of the blend follows from its own density, that of the biodiesel from a typical one, and what is left is oil.
 */
export function bioContent(
  parcel: Pick<Parcel, 'grade' | 'composition' | 'massKg' | 'densityKgPerM3'>,
  fuels: Pick<Fuels, 'grades' | 'groups' | 'typical'>,
  factors: Pick<Factors, 'rows'>,
): BioContent | null {
  const made = gradeOf(fuels.grades, parcel.grade)?.composition;
  if (made?.kind !== 'blend') return null;
  const bioGroup = bioGroupOf(made.bio, fuels);
  const fossilGroup = made.groups.find((group) => group !== bioGroup);
  const bioKg = bioGroup === undefined ? 0 : (parcel.composition[bioGroup] ?? 0);
  const bioDensityKgPerM3 = typicalProperty(fuels.typical, made.bio, 'density')?.value;
  const lcv = (group: string | undefined, pathway: 'bio' | 'fossil'): number | undefined => {
    const fuel = fuels.groups.find(({ id }) => id === group)?.fuelEuFuel;
    const row = factors.rows.find((candidate) => candidate.fuel === fuel && candidate.pathway === pathway);
    return row && roundHalfAwayFromZero(row.lcvMjPerG * 1000, 6);
  };
  const [bioLcvMjPerKg, fossilLcvMjPerKg] = [lcv(bioGroup, 'bio'), lcv(fossilGroup, 'fossil')];
  const fossilKg = parcel.massKg - bioKg;
  if (
    typeof bioDensityKgPerM3 !== 'number' ||
    bioLcvMjPerKg === undefined ||
    fossilLcvMjPerKg === undefined ||
    bioKg === 0 ||
    fossilKg <= 0
  )
    return null;
  const fossilM3 = volumeFromMassM3(parcel.massKg, parcel.densityKgPerM3) - volumeFromMassM3(bioKg, bioDensityKgPerM3);
  if (fossilM3 <= 0) return null;
  const share = bioShare([
    { massKg: bioKg, densityKgPerM3At15C: bioDensityKgPerM3, lcvMjPerKg: bioLcvMjPerKg, bio: true },
    { massKg: fossilKg, densityKgPerM3At15C: fossilKg / fossilM3, lcvMjPerKg: fossilLcvMjPerKg, bio: false },
  ]);
  const shown = (pct: number): number => roundHalfAwayFromZero(pct, 2);
  return {
    byVolumePct: shown(share.byVolumePct),
    byMassPct: shown(share.byMassPct),
    byEnergyPct: shown(share.byEnergyPct),
    assumed: { bioDensityKgPerM3, bioLcvMjPerKg, fossilLcvMjPerKg },
  };
}

const bioGroupOf = (bio: string, { grades }: Pick<Fuels, 'grades'>): string | undefined => {
  const made: Grade['composition'] | undefined = gradeOf(grades, bio)?.composition;
  return made?.kind === 'one' ? made.group : undefined;
};

/** Percentage points that a typical density may put the share by volume off without a word. */
const unremarkablePct = 1;

/** The name of a blend says its share by volume; a composition that is far from it deserves a second look. */
export function bioContentWarnings(content: BioContent | null, grade: string, fuels: Pick<Fuels, 'grades'>): Warning[] {
  const made = gradeOf(fuels.grades, grade)?.composition;
  if (!content || made?.kind !== 'blend') return [];
  const wantedPct = roundHalfAwayFromZero(made.bioByVolume * 100, 2);
  const { byVolumePct } = content;
  if (Math.abs(byVolumePct - wantedPct) <= unremarkablePct) return [];
  return [warning('BLEND_SHARE_UNUSUAL', 'body.composition', { byVolumePct, grade, wantedPct })];
}
