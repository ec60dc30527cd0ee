import type { Voice } from './client.ts';

interface Port {
  readonly unlocode: string;
  readonly bondedRegime: boolean;
  readonly aliases: readonly { readonly unlocode: string }[];
  readonly customs: { readonly districts: readonly { readonly code: string }[] };
}

export interface Place {
  readonly unlocode: string;
  readonly bonded: boolean;
  readonly district: string;
}

/** The ports as the service knows them. */
export interface Places {
  readonly all: readonly Place[];
  /** The port of a code, an alias leading to its main one; null where it is in no list. */
  readonly mainOf: (code: string) => Place | null;
  readonly districtOf: (port: string) => string;
}

export async function placesOf(voice: Voice): Promise<Places> {
  const { items } = await voice.gets<{ items: readonly Port[] }>('/v1/ports?limit=200');
  const known = new Map<string, Place>();
  for (const { unlocode, bondedRegime, aliases, customs } of items) {
    const place = { unlocode, bonded: bondedRegime, district: customs.districts[0]?.code ?? '00' };
    for (const code of [unlocode, ...aliases.map((alias) => alias.unlocode)]) known.set(code, place);
  }
  return {
    all: [...new Set(known.values())],
    mainOf: (code) => known.get(code) ?? null,
    districtOf: (port) => known.get(port)?.district ?? '00',
  };
}
