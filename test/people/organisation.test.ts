import { expect } from 'chai';
import { z } from 'zod';
import { mayAdmit, organisationDraft, organisationFaults } from '../../src/people/organisation.ts';
import { roles } from '../../src/people/roles.ts';

const name = { en: 'An organisation' };
const codes = (draft: Parameters<typeof organisationFaults>[0]) => organisationFaults(draft).map(({ code, field }) => `${code} ${field}`);

describe('an organisation', () => {
  it('of customs has districts, of a port operator or maritime authority ports, and no other has either', () => {
    for (const kind of roles) {
      const place = kind === 'customs' ? 'districts' : kind === 'port-operator' || kind === 'maritime-authority' ? 'ports' : undefined;
      expect(codes({ kind, name }), kind).to.deep.equal(place ? [`ORGANISATION_PLACE_MISSING body.${place}`] : []);
      expect(codes({ kind, name, districts: ['29'], ports: ['CNZOS'] }), kind).to.deep.equal(
        (['districts', 'ports'] as const).filter((field) => field !== place).map((field) => `ORGANISATION_PLACE_UNFIT body.${field}`),
      );
    }
  });

  it('is told every fault at once', () => {
    expect(codes({ kind: 'customs', name, creditCode: '91350100M000100Y44', ports: ['CNZOS'] })).to.deep.equal([
      'CREDIT_CODE_INVALID body.creditCode',
      'ORGANISATION_PLACE_MISSING body.districts',
      'ORGANISATION_PLACE_UNFIT body.ports',
    ]);
  });

  it('gives ports as UN/LOCODE, districts in digits, a phone as a phone', () => {
    const draft = z.strictObject(organisationDraft);
    const holds = (more: object) => draft.safeParse({ kind: 'customs', name, ...more }).success;
    expect(holds({ ports: ['CNZOS'], districts: ['29', '2901'], phone: '+86 580 0000000' })).to.equal(true);
    for (const more of [{ ports: ['CNZ0S'] }, { ports: ['cnzos'] }, { ports: [] }, { districts: ['291'] }, { phone: 'ask the quay' }])
      expect(holds(more)).to.equal(false);
  });

  it('that keeps the register is admitted by an administrator alone', () => {
    expect(roles.filter((kind) => mayAdmit('administrator', kind))).to.have.members([...roles]);
    expect(roles.filter((kind) => !mayAdmit('regulator', kind))).to.have.members(['regulator', 'administrator']);
    expect(roles.filter((kind) => mayAdmit('supplier', kind))).to.deep.equal([]);
  });
});
