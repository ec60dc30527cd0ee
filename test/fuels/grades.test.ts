import { expect } from 'chai';
import { configFile } from '../../src/config.ts';
import { fieldsOf } from '../../src/fuels/bdn-items.ts';
import { readFuels } from '../../src/fuels/fuels.ts';
import { gradeOf, grades, groupsOf, productGroups } from '../../src/fuels/grade.ts';
import { plausible, typicalProperties, typicalProperty } from '../../src/fuels/properties.ts';
import { portsConfigSchema } from '../../src/ports/port.ts';

const fuels = readFuels();
const { fuelKeyOf } = configFile('ports', portsConfigSchema);

describe('a grade', () => {
  it('leads to the fuel of decisions that the port list names for it', () => {
    for (const grade of grades) expect(gradeOf(fuels.grades, grade)?.eligibilityFuel, grade).to.equal(fuelKeyOf[grade]);
  });

  it('of LNG and ammonia is stated by true mass, every other by mass in air', () => {
    const byTrueMass = fuels.grades.filter(({ massBasis }) => massBasis === 'true').map(({ grade }) => grade);
    expect(byTrueMass).to.deep.equal(['LNG', 'AMMONIA']);
  });

  it('B24 is composed of biodiesel and residual oil', () => {
    const b24 = gradeOf(fuels.grades, 'BIOFUEL_B24');
    expect(b24 && groupsOf(b24)).to.deep.equal(['FAME', 'RESIDUAL_OIL']);
  });

  it('is composed of known product groups, and every group has a grade', () => {
    expect(fuels.groups.map(({ id }) => id)).to.deep.equal([...productGroups]);
    expect(new Set(fuels.grades.flatMap(groupsOf))).to.deep.equal(new Set(productGroups));
  });

  it('that nobody knows is undefined', () => {
    expect(gradeOf(fuels.grades, 'COAL')).to.equal(undefined);
  });
});

describe('the typical properties', () => {
  it('stand for eleven fuels, B24 on each of its three bases', () => {
    expect(fuels.typical).to.have.length(11);
    const bases = fuels.typical.filter(({ grade }) => grade === 'BIOFUEL_B24').map(({ base }) => base);
    expect(bases).to.deep.equal(['VLSFO', 'LSFO', 'HSFO']);
  });

  it('carry the mark assumed whatever their source', () => {
    for (const grade of grades) {
      const properties = typicalProperties(fuels.typical, grade);
      expect(properties.length, grade).to.be.greaterThan(0);
      expect(properties.every(({ mark }) => mark === 'assumed')).to.equal(true);
    }
  });

  it('of B24 are those on the oil it is made of', () => {
    expect(typicalProperty(fuels.typical, 'BIOFUEL_B24', 'density', 'LSFO')?.value).to.equal(930.1);
    expect(typicalProperty(fuels.typical, 'BIOFUEL_B24', 'density', 'HSFO')?.value).to.equal(960.5);
    expect(typicalProperty(fuels.typical, 'BIOFUEL_B24', 'density')?.value).to.equal(933.9);
  });

  it('are assumed where no source is named, and computed or read where one is', () => {
    for (const { grade, properties } of fuels.typical)
      for (const { field, source, status } of properties) expect(source === 'assumed', `${grade} ${field}`).to.equal(status === 'ASSUMED');
  });

  it('lie within their own plausible range', () => {
    for (const { grade, properties } of fuels.typical)
      for (const property of properties)
        if (typeof property.value === 'number') expect(plausible(property, property.value), `${grade} ${property.field}`).to.equal(true);
  });

  it('fill items of the note, but for three that have none', () => {
    const known = new Set(fuels.items.flatMap((item) => [item.field, ...fieldsOf(item)]));
    const without = new Set(
      fuels.typical.flatMap(({ properties }) => properties.map(({ field }) => field)).filter((field) => !known.has(field)),
    );
    expect([...without].sort()).to.deep.equal(['densityPressurised', 'purity', 'temperatureDelivered']);
  });

  it('of LNG add up to the whole by mass', () => {
    const value = typicalProperty(fuels.typical, 'LNG', 'lngComposition')?.value;
    const shares = typeof value === 'object' && value !== null ? Object.values(value) : [];
    expect(shares.reduce((sum, share) => sum + share, 0)).to.be.closeTo(100, 0.1);
  });
});
