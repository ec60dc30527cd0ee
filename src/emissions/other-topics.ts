import { blendBasis } from './blend-basis.ts';
import { blend } from './blend-properties.ts';
import type { Calculation } from './calculation.ts';
import { cnGecValidity } from './china-certificate-validity.ts';
import { cnGec } from './china-certificates.ts';
import { cnElectricityFootprint } from './china-electricity-footprint.ts';
import { cnElectricity } from './china-electricity.ts';
import { etsCo2e } from './ets-emissions.ts';
import { etsSurrender } from './ets-surrender.ts';
import { imoCiiRating } from './imo-cii-rating.ts';
import { imoCii } from './imo-cii.ts';
import { imoCirc905 } from './imo-circ905-blend.ts';
import { imoLca } from './imo-lca.ts';
import { imoNzf } from './imo-nzf.ts';
import { imoZnz } from './imo-znz.ts';
import { productFootprint } from './product-footprint.ts';
import { redBiomethane } from './red-biomethane.ts';
import { redHydrogen } from './red-hydrogen.ts';
import { redTotal } from './red-total.ts';
import { redRfnbo, redSaving } from './red-topics.ts';
import { rfnboElectricity } from './rfnbo-electricity.ts';
import { sccFactor, sccVoyage } from './scc.ts';
import { stemWorth } from './stem-worth.ts';

/** The calculations of IMO, EU emissions trading, Sea Cargo Charter, blends, RED, China and the footprint of a product. */
export const otherTopics: readonly Calculation[] = [
  imoLca,
  imoNzf,
  imoZnz,
  imoCirc905,
  imoCii,
  imoCiiRating,
  etsCo2e,
  etsSurrender,
  sccFactor,
  sccVoyage,
  blend,
  blendBasis,
  redSaving,
  redBiomethane,
  redRfnbo,
  redTotal,
  redHydrogen,
  rfnboElectricity,
  cnElectricity,
  cnElectricityFootprint,
  cnGec,
  cnGecValidity,
  stemWorth,
  productFootprint,
];
