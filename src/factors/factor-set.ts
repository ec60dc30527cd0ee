import { z } from 'zod';
import { canonicalJson, sha256Hex } from '../canonical.ts';
import type { FactorSets } from '../emissions/calculation.ts';
import { parseChinaFactors } from '../emissions/china-factors.ts';
import { parseEtsFactors } from '../emissions/ets-factors.ts';
import { parseFactors } from '../emissions/factors.ts';
import { parseFootprintClauses } from '../emissions/footprint-clauses.ts';
import { parseImoFactors } from '../emissions/imo-factors.ts';
import { parseRedFactors } from '../emissions/red-factors.ts';
import type { Reason } from '../refusal.ts';

export type FactorSetKind = keyof FactorSets;

const parsers: { readonly [K in FactorSetKind]: (json: unknown) => FactorSets[K] } = {
  fueleu: parseFactors,
  red: parseRedFactors,
  imo: parseImoFactors,
  ets: parseEtsFactors,
  china: parseChinaFactors,
  iso14067: parseFootprintClauses,
};

export const factorSetKinds = Object.keys(parsers) as [FactorSetKind, ...FactorSetKind[]];

/** A set as its file has it, of which only the kind is known. */
export interface FactorSetFile {
  readonly kind: FactorSetKind;
  readonly set: unknown;
}

/** One version of one kind of factors, without the factors. */
export interface FactorSetHeading {
  /** Unique over all kinds. */
  readonly id: string;
  readonly kind: FactorSetKind;
  /** First day on which it is in force, until a newer one is. */
  readonly validFrom: string;
  /** SHA-256 of `text`. */
  readonly hash: string;
  readonly recordedAt: Date;
  /** The organisation that loaded it; `service` where it came with the service. */
  readonly recordedBy: string;
}

export interface FactorSetRecord extends FactorSetHeading {
  /** The set as it was given, as RFC 8785 JSON: what was stored and hashed is what is read, to the last digit. */
  readonly text: string;
}

/** One parser per kind, for the files of `config/` and for what is loaded; throws zod's error or a RangeError. */
export const parseSet = <K extends FactorSetKind>(kind: K, json: unknown): FactorSets[K] => parsers[kind](json);

export function factorSetRecord({ kind, set }: FactorSetFile, recorded: { recordedAt: Date; recordedBy: string }): FactorSetRecord {
  const { set: id, validFrom } = parseSet(kind, set);
  const text = canonicalJson(set);
  return { id, kind, validFrom, hash: sha256Hex(text), ...recorded, text };
}

/** Why a set cannot be loaded: INPUT_UNFIT for every fault, each with its path (`<field>.rows.3.slipPct`). */
export function faultsOfSet({ kind, set }: FactorSetFile, field: string): Reason[] {
  const unfit = (why: string, path: readonly PropertyKey[] = []): Reason => ({
    code: 'INPUT_UNFIT',
    field: [field, ...path].map(String).join('.'),
    values: { why },
  });
  try {
    parseSet(kind, set);
    return [];
  } catch (error) {
    if (error instanceof z.ZodError) return error.issues.map(({ message, path }) => unfit(message, path));
    if (error instanceof RangeError) return [unfit(error.message)];
    throw error;
  }
}

/**
 * The set in force on a day (YYYY-MM-DD): the last by its day, of two of the same day the one recorded last. A day before
 * every set goes by the first there was, as with the dated settings. Undefined where there is none at all.
 */
export function setInForce<H extends Pick<FactorSetHeading, 'validFrom' | 'recordedAt'>>(all: readonly H[], day: string): H | undefined {
  const ordered = [...all].sort((a, b) => a.validFrom.localeCompare(b.validFrom) || a.recordedAt.getTime() - b.recordedAt.getTime());
  return ordered.filter(({ validFrom }) => validFrom <= day).at(-1) ?? ordered[0];
}
