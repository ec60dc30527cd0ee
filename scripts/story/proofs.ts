import type { ProofFacts } from './proof-body.ts';

/** Example proofs of the five renewable fuels; every value is an example, none is a published document. */
const uco = { name: 'used cooking oil', annexIX: 'B', foodOrFeedCrop: false } as const;
const biowaste = { name: 'biowaste', annexIX: 'A', foodOrFeedCrop: false } as const;
const wasteWood = { name: 'waste wood', annexIX: 'A', foodOrFeedCrop: false } as const;
const hydrogen = { name: 'hydrogen from renewable electricity', annexIX: null, foodOrFeedCrop: false } as const;
const actual = (gPerMj: number) => ({ gPerMj, method: 'AV' });
/** A term that does not occur is stated as zero. */
const bioTerms = {
  eec: actual(0),
  el: actual(0),
  ep: actual(0),
  etd: actual(0),
  eu: actual(0),
  esca: actual(0),
  eccs: actual(0),
  eccr: actual(0),
};
const rfnboTerms = { ei: actual(0), ep: actual(0), etd: actual(0), eu: actual(0), eccs: actual(0) };

export const ucome = (name: string, massKg: number): ProofFacts => ({
  ...{ name, massKg, group: 'FAME', product: 'UCOME', pathway: 'bio', rawMaterial: uco },
  ghg: { method: 'TDV', eGPerMj: 14.9 },
});

/** 14 for biomethane of closed digestion with off-gas combustion, 5.17 for its liquefaction. */
export const bioLng = (name: string, massKg: number): ProofFacts => ({
  ...{ name, massKg, group: 'LNG', product: 'bio-LNG', pathway: 'bio', rawMaterial: biowaste },
  ghg: { method: 'ITEMISED', eGPerMj: 19.17, terms: { ...bioTerms, ep: { gPerMj: 14, method: 'DDV' }, etd: actual(5.17) } },
});

export const bioMethanol = (name: string, massKg: number): ProofFacts => ({
  ...{ name, massKg, group: 'METHANOL', product: 'bio-methanol', pathway: 'bio', rawMaterial: wasteWood },
  ghg: { method: 'TDV', eGPerMj: 13.5 },
});

/** The carbon of an e-fuel is taken up where it is made (ei) and given off where it burns (eu). */
export const eMethanol = (name: string, massKg: number): ProofFacts => ({
  ...{ name, massKg, group: 'METHANOL', product: 'e-methanol', pathway: 'rfnbo', rawMaterial: hydrogen },
  ghg: { method: 'ITEMISED', eGPerMj: 17.4, terms: { ...rfnboTerms, ei: actual(-62), ep: actual(8), etd: actual(2.5), eu: actual(68.9) } },
});

export const eAmmonia = (name: string, massKg: number): ProofFacts => ({
  ...{ name, massKg, group: 'AMMONIA', product: 'e-ammonia', pathway: 'rfnbo', rawMaterial: hydrogen },
  ghg: { method: 'ITEMISED', eGPerMj: 14.5, terms: { ...rfnboTerms, ei: actual(3), ep: actual(8.5), etd: actual(3) } },
});
