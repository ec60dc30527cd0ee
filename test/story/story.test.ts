import { expect } from 'chai';
import { imoOf } from '../../src/fleet/imo.ts';
import { readFuels } from '../../src/fuels/fuels.ts';
import { gradeOf as storedGrade, groupsOf, type GradeId } from '../../src/fuels/grade.ts';
import { typicalProperty } from '../../src/fuels/properties.ts';
import { scenarios } from '../../scripts/story/constructed/all.ts';
import { flagsOf } from '../../scripts/story/flags.ts';
import { compositionOf, knownGrade } from '../../scripts/story/grades.ts';
import { idOf } from '../../scripts/story/names.ts';
import { nameOf } from '../../scripts/story/published-records.ts';
import { constructedImo } from '../../scripts/story/stage.ts';
import { expectations, published, records } from './published.ts';

describe('What the story is made of', () => {
  const fuels = readFuels();

  it('has an expected outcome for each of the 33 published records, eight of them accepted', () => {
    expect(records.map(({ id }) => id)).to.deep.equal([...expectations.keys()]);
    expect(records).to.have.lengthOf(33);
    expect([...expectations.values()].filter(({ outcome }) => outcome === 'accepted')).to.have.lengthOf(8);
  });

  it('flags an accepted record as expected of it', () => {
    for (const { id, outcome, flags } of expectations.values())
      if (outcome === 'accepted') expect(flagsOf(published(id)), id).to.have.members([...flags]);
  });

  it('names the publisher of every record', () => {
    for (const { id, sources } of records)
      expect(sources, id).to.satisfy((list: typeof sources) => list.length > 0 && list.every((one) => one.publisher !== ''));
  });

  it('knows every fuel of the shape, with the typical density and the product groups of its grade', () => {
    for (const grade of ['LNG', 'METHANOL', 'AMMONIA', 'BIOFUEL_B24', 'VLSFO', 'LSFO', 'HSFO', 'MGO'] as readonly GradeId[]) {
      const known = knownGrade(grade);
      const stored = storedGrade(fuels.grades, grade);
      if (!known || !stored) throw new Error(`${grade} is not known`);
      const typical =
        typicalProperty(fuels.typical, grade, 'density') ?? typicalProperty(fuels.typical, grade, 'densityAndTemperature.density');
      expect(known.densityKgPerM3, grade).to.equal(typical?.value);
      const temperature =
        typicalProperty(fuels.typical, grade, 'densityAndTemperature.temperature')?.value ?? stored.densityReferenceTemperatureC;
      expect(known.densityAtC, grade).to.equal(temperature);
      const composition = compositionOf(known, 1_000_003);
      expect(Object.keys(composition), grade).to.have.members([...groupsOf(stored)]);
      expect(Object.values(composition).reduce((sum, kg) => sum + kg, 0)).to.equal(1_000_003);
    }
  });

  it('gives B24 the density of the oil it was blended into', () => {
    expect(['VLSFO', 'LSFO', 'HSFO', null].map((base) => knownGrade('BIOFUEL_B24', base)?.densityKgPerM3)).to.deep.equal([
      933.9, 930.1, 960.5, 933.9,
    ]);
  });

  it('gives a constructed ship a number that begins with 00 and passes the check digit', () => {
    for (let ship = 1; ship <= 30; ship += 1) {
      expect(constructedImo(ship)).to.match(/^00\d{5}$/);
      expect(imoOf(constructedImo(ship))).to.equal(constructedImo(ship));
    }
  });

  it('tells at least fourteen constructed deliveries, each once', () => {
    expect(scenarios.length).to.be.at.least(14);
    expect(new Set(scenarios.map(({ id }) => id)).size).to.equal(scenarios.length);
  });

  it('makes the same id of the same name, and a UUID of each', () => {
    expect(idOf('nomination x'))
      .to.equal(idOf('nomination x'))
      .and.to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idOf('nomination x')).not.to.equal(idOf('nomination y'));
  });

  it('takes the same facts for the same delivery in whichever order they stand, and other facts for another', () => {
    const [one] = records;
    if (!one) throw new Error('there is no record');
    expect(nameOf(Object.fromEntries(Object.entries(one).reverse()) as typeof one)).to.equal(nameOf(one));
    expect(nameOf({ ...one, place: 'elsewhere' })).not.to.equal(nameOf(one));
  });
});
