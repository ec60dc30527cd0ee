import { expect } from 'chai';
import { recentAdmissions } from '../../src/people/recent-admissions.ts';

const at = (ms: number): Date => new Date(Date.UTC(2026, 2, 2, 8) + ms);
const actor = { person: 'p', organisation: 'o', role: 'customs', session: 's' } as const;

describe('who was let in a moment ago', () => {
  const counted = (endsAt = at(900_000)) => {
    const recent = recentAdmissions();
    let asked = 0;
    const admit = (now: Date, token = 'a') => recent.admit(token, now, () => ((asked += 1), Promise.resolve({ actor, endsAt })));
    return { recent, admit, asked: () => asked };
  };

  it('is let in again for two seconds without asking for the session, and then it is asked for', async () => {
    const { admit, asked } = counted();
    for (const ms of [0, 1_000, 1_999]) expect(await admit(at(ms))).to.equal(actor);
    expect(asked()).to.equal(1);
    await admit(at(2_000));
    expect(asked()).to.equal(2);
    await admit(at(2_000), 'b');
    expect(asked()).to.equal(3);
  });

  it('is never let in beyond the end of its token or session', async () => {
    const { admit, asked } = counted(at(500));
    await admit(at(0));
    await admit(at(500));
    expect(asked()).to.equal(2);
  });

  it('is asked about anew once a session ended here, also where it was being asked about at that moment', async () => {
    const { recent, admit, asked } = counted();
    await admit(at(0));
    recent.forget();
    await admit(at(1));
    expect(asked()).to.equal(2);
    await recent.admit('c', at(2), () => (recent.forget(), Promise.resolve({ actor, endsAt: at(900_000) })));
    await admit(at(3), 'c');
    expect(asked()).to.equal(3);
  });

  it('is forgotten where the judge refuses', async () => {
    const { recent, admit, asked } = counted();
    const refusal = await recent.admit('a', at(0), () => Promise.reject(new Error('ended'))).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(Error);
    await admit(at(1));
    expect(asked()).to.equal(1);
  });
});
