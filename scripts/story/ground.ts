import type { Cast, Party } from './cast.ts';
import { Refused, type Moment } from './client.ts';
import { compositionOf, type GradeFacts } from './grades.ts';
import { idOf, markOf, slugOf } from './names.ts';
import { proofBody, type ProofFacts } from './proof-body.ts';

/** The registers of the story begin here; what is laid then is assumed and says so. */
export const early: Moment = { occurredAt: '2021-12-01T08:00:00+08:00', lateReason: 'Laid for the replay: assumed, not published' };
const from = '2020-01-01';

export interface Authorities {
  readonly customs: Party;
  readonly portOperator: Party;
  readonly maritime: Party;
  readonly certifier: Party;
}

export interface Craft {
  readonly id: string;
  readonly name: string;
  readonly tank: string;
}

/** A mass flow meter, by what is printed on its tickets. */
export interface Meter {
  readonly serial: string;
  /** Where its non-resettable totaliser stands, in tenths of a kilogram; each delivery goes on from the one before. */
  readsTenthsKg: number;
}

export interface Depot {
  readonly supplier: Party;
  readonly port: string;
  readonly grade: GradeFacts;
  readonly book: string;
  readonly site: string;
  readonly tank: string;
  /** What is asked there before a delivery begins. */
  readonly checklist: readonly string[];
}

/** What must stand before anything can be nominated. Each thing is laid once, however often it is asked for. */
export function groundOf(cast: Cast, { customs, maritime }: Authorities, districtOf: (port: string) => string) {
  const laid = new Map<string, Promise<unknown>>();
  const once = <T>(what: string, lay: () => Promise<T>): Promise<T> => {
    const known = (laid.get(what) ?? lay()) as Promise<T>;
    laid.set(what, known);
    return known;
  };

  const licensed = (kind: 'organisation' | 'craft', id: string, name: string) =>
    once(`licence ${id}`, () =>
      cast.keeper.does(`licence ${markOf(id)}`, '/v1/licences', {
        id: idOf(`licence ${id}`),
        holder: { kind, id },
        number: `ASSUMED-${markOf(id)}`,
        issuer: `Assumed for ${name}`,
        ports: ['ANY'],
        fuels: ['LNG', 'METHANOL', 'AMMONIA', 'BIOFUEL', 'FUEL_OIL'],
        from,
        ...early,
      }),
    );

  const checklistOf = (fuel: string) =>
    once(`checklist ${fuel}`, async (): Promise<readonly string[]> => {
      type Setting = { readonly scope: string; readonly value: readonly { readonly item: string }[] };
      const { items } = await cast.keeper.gets<{ items: readonly Setting[] }>('/v1/settings?key=delivery.checklist&limit=200');
      return (items.find(({ scope }) => scope === `fuel:${fuel}`)?.value ?? []).map(({ item }) => item);
    });

  const tankAt = async (supplier: Party, site: string, name: string, grade: string, capacityM3: number): Promise<string> => {
    const tank = `${site}:${name}`;
    await supplier.first.does(`tank ${tank}`, `/v1/sites/${site}/tanks`, { name, capacityM3, mayHold: [grade], ...early });
    await customs.first.does(`attribute ${tank}`, `/v1/tanks/${tank}/attribute`, {
      attribute: 'bonded',
      reason: 'Assumed for the replay',
      ...early,
    });
    return tank;
  };

  return {
    ship: (imo: string, name: string, owner: Party, facts: { flag?: string; type?: string; engineClasses?: readonly string[] } = {}) =>
      once(`ship ${imo}`, () => {
        const ship = { imo, name, type: facts.type ?? 'ship', ...facts, owner: { organisation: owner.id, from } };
        // Another file may tell its name or flag otherwise; it is one ship, and stands as it was registered first.
        return cast.keeper.does(`ship ${imo} ${markOf(JSON.stringify(ship))}`, '/v1/ships', { ...ship, ...early }).catch(unlessKnown);
      }),
    voyage: (imo: string) =>
      once(`voyage ${imo}`, () =>
        maritime.first.does(`voyage ${imo}`, `/v1/ships/${imo}/voyages`, {
          id: idOf(`voyage ${imo}`),
          kind: 'international',
          from,
          basis: 'Assumed for the replay: the record is silent',
          ...early,
        }),
      ),
    supplier: (supplier: Party) => licensed('organisation', supplier.id, supplier.name),

    depot: async (supplier: Party, port: string, grade: GradeFacts): Promise<Depot> => {
      const laidDepot = await once(`depot ${supplier.id} ${port} ${grade.grade}`, async () => {
        const name = `${supplier.name} ${port} ${grade.grade}`;
        const [site, book] = [slugOf(`depot ${name}`), `T${markOf(`book ${name}`, 11)}`];
        const place = { port, district: districtOf(port) };
        await customs.first.does(`book ${book}`, '/v1/books', {
          number: book,
          procedure: 'bonded',
          ...place,
          enterprise: supplier.id,
          ...early,
        });
        await supplier.first.does(`site ${site}`, '/v1/sites', {
          id: site,
          kind: 'shore',
          ...place,
          name: { en: 'Shore tank (assumed)', zh: '岸罐（假定）' },
          ...early,
        });
        return { supplier, port, book, site, tank: await tankAt(supplier, site, 'T-1', grade.grade, 400_000) };
      });
      return { ...laidDepot, grade, checklist: await checklistOf(grade.fuel) };
    },

    craft: ({ supplier, port, grade: { grade } }: Depot, name: string, kind: 'barge' | 'truck' = 'barge', capacityM3 = 40_000) =>
      once(`craft ${supplier.id} ${port} ${grade} ${name}`, async (): Promise<Craft> => {
        const whole = `craft ${supplier.name} ${port} ${grade} ${name}`;
        const [id, site] = [idOf(whole), slugOf(whole)];
        await cast.keeper.does(`craft ${id}`, '/v1/craft', { id, kind, name, registration: markOf(whole), owner: supplier.id, ...early });
        await licensed('craft', id, name);
        const place = { port, district: districtOf(port) };
        await supplier.first.does(`site ${site}`, '/v1/sites', {
          id: site,
          kind: 'craft',
          ...place,
          craft: id,
          name: { en: name },
          ...early,
        });
        return { id, name, tank: await tankAt(supplier, site, 'C-1', grade, capacityM3) };
      }),

    /** A mass flow meter on a craft, or ashore where no craft is named. */
    meter: (name: string, { site }: Depot, craft: Craft | null) => {
      const serial = `MFM-${markOf(`meter ${name}`)}`;
      return once(serial, async (): Promise<Meter> => {
        await cast.keeper.does(`meter ${serial}`, '/v1/meters', {
          id: idOf(`meter ${serial}`),
          serial,
          mountedOn: craft ? { kind: 'craft', id: craft.id } : { kind: 'site', id: site },
          certificate: { number: `ASSUMED-${serial}`, issuer: 'Assumed', from, to: null },
          seals: { report: `ASSUMED-${serial}`, numbers: ['1', '2'], on: from },
          totaliser: '1000.0000',
          ...early,
        });
        return { serial, readsTenthsKg: 1000 * 10_000 };
      });
    },

    /** A parcel comes into bond; proofs come with it. */
    async receive(
      depot: Depot,
      name: string,
      massKg: number,
      moment: Moment = early,
      proofs: readonly ProofFacts[] = [],
      origin = 'CN',
    ): Promise<string> {
      const { grade, hsCode, densityKgPerM3, densityAtC } = depot.grade;
      const id = idOf(`parcel ${name}`);
      await depot.supplier.first.does(`parcel ${markOf(name)}`, '/v1/parcels', {
        id,
        tank: depot.tank,
        book: depot.book,
        grade,
        hsCode,
        origin,
        declaration: `QD${districtOf(depot.port).padEnd(4, '0').slice(0, 4)}${moment.occurredAt.slice(2, 4)}I${String(
          parseInt(markOf(name, 7), 16),
        )
          .padStart(9, '0')
          .slice(0, 9)}`,
        massKg,
        densityKgPerM3,
        densityAtC,
        composition: compositionOf(depot.grade, massKg),
        ...(proofs.length > 0 && { proofs: proofs.map((proof) => proofBody(depot, proof, moment)) }),
        ...moment,
      });
      return id;
    },
  };
}

const unlessKnown = (error: unknown): void => {
  if (!(error instanceof Refused) || error.codes.join() !== 'SHIP_KNOWN') throw error;
};

export type Ground = ReturnType<typeof groundOf>;
