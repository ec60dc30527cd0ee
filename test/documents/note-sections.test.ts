import { expect } from 'chai';
import { configFile } from '../../src/config.ts';
import { labelledItems } from '../../src/bunkering/note-labels.ts';
import { sectionsOf } from '../../src/documents/note-sections.ts';
import { bdnFieldsSchema } from '../../src/fuels/bdn-items.ts';

const register = configFile('bdn-fields', bdnFieldsSchema).items;
const item = (field: string) => ({ field, value: 'x', unit: null, basis: 'declared' }) as const;

describe('the headings of the note', () => {
  it('give each item of the list one place, save those that the signatures and the seal say', () => {
    const groups = sectionsOf(
      labelledItems(
        register.map(({ field }) => item(field)),
        register,
      ),
    );
    expect(groups.map(({ section }) => section)).not.to.contain('further');
    const shown = groups.flatMap(({ items }) => items.map(({ field }) => field));
    const elsewhere = ['supplierSignature', 'shipSignature', 'authentication'];
    expect([...shown, ...elsewhere].sort()).to.deep.equal(register.map(({ field }) => field).sort());
  });

  it('show an item that no heading names at the end, under its own name', () => {
    const [group] = sectionsOf(labelledItems([item('somethingNew')], register));
    expect(group?.section).to.equal('further');
    expect(group?.items[0]).to.deep.include({ field: 'somethingNew', labelEn: 'somethingNew', labelZh: 'somethingNew' });
  });
});
