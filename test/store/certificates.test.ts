import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Certificate } from '../../src/certificates/certificate.ts';
import { certificatesStore } from '../../src/certificates/store.ts';
import type { Work } from '../../src/work.ts';
import { certificate as whole } from '../certificates/certificates-of-test.ts';
import { prepare, withStore } from './support.ts';

interface Plan {
  readonly stage: string;
  readonly inputStage?: Plan;
}

async function stagesOf(query: { explain(verbosity: 'queryPlanner'): unknown }): Promise<string[]> {
  const { queryPlanner } = (await query.explain('queryPlanner')) as { queryPlanner: { winningPlan: Plan } };
  const stages: string[] = [];
  for (let plan: Plan | undefined = queryPlanner.winningPlan; plan; plan = plan.inputStage) stages.push(plan.stage);
  return stages;
}

withStore('Certificates in the store', (store) => {
  let certificates: ReturnType<typeof certificatesStore>;
  before(async () => {
    certificates = certificatesStore(store.db);
    await prepare(certificates.models);
  });

  const inWork = <T>(act: (work: Work) => Promise<T>): Promise<T> =>
    store.db.transaction<T>((session) => act({ session, turn: () => Promise.resolve() } as unknown as Work));
  const put = async (change: Partial<Certificate> = {}): Promise<Certificate> => {
    const made = { ...whole, id: randomUUID(), status: null, ...change };
    await inWork((work) => certificates.addCertificate(work, made));
    return made;
  };
  const place = (id: string, index: number) =>
    inWork((work) => certificates.changeCertificate(work, { id, certifier: whole.certifier, status: { list: 1, index } }));

  it('come back as they were put', async () => {
    const made = await put({ credential: 'x' });
    expect(await certificates.certificate(made.id)).to.deep.equal(made);
    expect(await certificates.certificate(randomUUID())).to.be.null;
  });

  it('never share a place in a status list', async () => {
    const [first, second] = [await put(), await put()];
    await place(first.id, 7);
    expect(await certificates.isPlaceTaken(`${whole.certifier}/1/7`)).to.be.true;
    expect(await certificates.isPlaceTaken(`${whole.certifier}/1/8`)).to.be.false;
    const error = await place(second.id, 7).then(
      () => null,
      (reason: { code?: number }) => reason,
    );
    expect(error?.code).to.equal(11000);
  });

  it('are withdrawn list by list of their issuer', async () => {
    const certifier = randomUUID();
    for (const [state, list, index] of [
      ['withdrawn', 1, 5],
      ['issued', 1, 6],
      ['withdrawn', 2, 5],
    ] as const)
      await put({ certifier, state, status: { list, index } });
    expect(await certificates.withdrawnIn(certifier, 1)).to.deep.equal([5]);
    expect(await certificates.lastList(certifier)).to.equal(2);
    expect(await certificates.lastList(randomUUID())).to.equal(1);
  });

  it('are listed along an index for every sight, and sorted by it', async () => {
    const model = certificates.models.find(({ modelName }) => modelName === 'Certificate') ?? expect.fail();
    for (const field of ['line', 'requestedBy.organisation', 'supplier', 'certifier', 'port', 'coveredBy']) {
      const stages = await stagesOf(
        model
          .find({ [field]: { $in: ['x'] } })
          .sort({ requestedAt: 1, _id: 1 })
          .limit(3),
      );
      expect(stages, field).to.include('IXSCAN').and.not.include('COLLSCAN').and.not.include('SORT');
    }
    const all = await stagesOf(model.find({}).sort({ requestedAt: 1, _id: 1 }).limit(3));
    expect(all).to.include('IXSCAN').and.not.include('SORT');
  });
});
