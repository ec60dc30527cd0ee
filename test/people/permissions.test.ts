import { expect } from 'chai';
import { may, permissions, type Action } from '../../src/people/permissions.ts';
import { roles, type Role } from '../../src/people/roles.ts';

/** The rules of the house that the table has to keep: who may, and that nobody else may. */
const rules: readonly (readonly [rule: string, actions: readonly Action[], who: readonly Role[]])[] = [
  ['a line or its agent nominates', ['nomination.ask'], ['shipping-line', 'ships-agent']],
  [
    'the supplier accepts, loads, delivers and signs',
    ['nomination.accept', 'stock.transfer', 'delivery.measure', 'note.draft', 'note.sign', 'note.supersede'],
    ['supplier'],
  ],
  ['the supplier records proofs and assigns them', ['proof.record', 'proof.assign'], ['supplier']],
  ['the port operator permits the operation and logs it', ['operation.permit', 'operation.log'], ['port-operator']],
  ['customs and the maritime authority clear', ['operation.clear'], ['customs', 'maritime-authority']],
  ['the certifier decides and withdraws certificates', ['certificate.decide', 'certificate.withdraw'], ['certifier']],
  ['a line or its agent asks for certificates', ['certificate.request'], ['shipping-line', 'ships-agent']],
  [
    'regulator and administrator keep registers, eligibility and settings',
    ['organisation.admit', 'register.keep', 'eligibility.decide', 'setting.date'],
    ['regulator', 'administrator'],
  ],
  ['a line gives its mandates', ['mandate.give'], ['shipping-line']],
  ['regulator and administrator, who see all records, read the trail', ['trail.read'], ['regulator', 'administrator']],
  ['customs attributes tanks and opens books', ['tank.attribute', 'book.open'], ['customs']],
];

describe('the table of permissions', () => {
  it('gives every action to at least one role, and only to roles there are', () => {
    for (const [action, who] of Object.entries(permissions)) {
      expect(who, action).not.to.have.lengthOf(0);
      expect(roles, action).to.include.members([...who]);
      expect(new Set(who).size, action).to.equal(who.length);
    }
  });

  it('gives every role something to do', () => {
    for (const role of roles) expect(Object.keys(permissions).some((action) => may(role, action as Action))).to.equal(true, role);
  });

  for (const [rule, actions, who] of rules) {
    it(`${rule}, and nobody else`, () => {
      for (const action of actions) expect(roles.filter((role) => may(role, action))).to.have.members([...who], action);
    });
  }

  it('gives the service itself and strangers nothing', () => {
    for (const action of Object.keys(permissions)) {
      expect(may('service', action as Action)).to.equal(false);
      expect(may('constructor', action as Action)).to.equal(false);
    }
  });
});
