import { expect } from 'chai';
import { configFile } from '../../src/config.ts';
import { newestPorts, portDay, portOf, portsConfigSchema } from '../../src/ports/port.ts';
import { unlocodeOf } from '../../src/ports/unlocode.ts';
import { portUnknown } from '../../src/ports/unknown-port.ts';

const { ports, decisions, fuelKeys, fuelKeyOf } = configFile('ports', portsConfigSchema);

describe('a UN/LOCODE', () => {
  const forms: readonly [printed: string, stored: string | undefined][] = [
    ['CNZOS', 'CNZOS'],
    ['CNNGB', 'CNNGB'],
    ['CNSHA', 'CNSHA'],
    ['SGSIN', 'SGSIN'],
    ['CN ZOS', 'CNZOS'],
    ['cnzos', 'CNZOS'],
    [' cn sha ', 'CNSHA'],
    ['CNZ0S', undefined],
    ['CNZ1S', undefined],
    ['CHN01', undefined],
    ['CNZ OS', undefined],
    ['CNZOSX', undefined],
    ['', undefined],
  ];
  for (const [printed, stored] of forms) {
    it(`"${printed}" ${stored === undefined ? 'has not the form of one' : `is kept as ${stored}`}`, () => {
      expect(unlocodeOf(printed)).to.equal(stored);
    });
  }

  it('of an alias leads to its main port', () => {
    expect(portOf(ports, 'cn ysa')?.unlocode).to.equal('CNSHA');
    expect(portOf(ports, 'CNCAN')?.unlocode).to.equal('CNNSA');
    expect(portOf(ports, 'CNSHK')?.unlocode).to.equal('CNYTN');
  });

  it('CNYSN is a county in Guangdong and no port, and the refusal says so', () => {
    expect(portOf(ports, 'CNYSN')).to.equal(undefined);
    expect(portUnknown('cnysn').values?.['port']).to.equal('CNYSN (Yangshan county, Guangdong; ≠ CNYSA)');
    expect(portUnknown('SGSIN').values?.['port']).to.equal('SGSIN');
  });
});

describe('the list of ports', () => {
  it('names every code once, main codes and aliases together', () => {
    const codes = ports.flatMap((port) => [port.unlocode, ...port.aliases.map(({ unlocode }) => unlocode)]);
    expect(new Set(codes).size).to.equal(codes.length);
  });

  it('has twelve ports, of which Hong Kong alone lies outside the bonded regime', () => {
    expect(ports).to.have.length(12);
    expect(ports.filter(({ bondedRegime }) => !bondedRegime).map(({ unlocode }) => unlocode)).to.deep.equal(['HKHKG']);
  });

  it('has thirty-two decisions, each of a port in the list', () => {
    expect(decisions).to.have.length(32);
    expect(decisions.filter(({ port }) => !ports.some(({ unlocode }) => unlocode === port))).to.deep.equal([]);
    expect(new Set(decisions.map(({ port, fuel, from }) => `${port}-${fuel}-${from}`)).size).to.equal(32);
  });

  it('knows no authority behind a decision that rests on evidence, and one behind each rule', () => {
    for (const { basis, authority } of decisions) expect(authority !== null).to.equal(basis === 'rule');
  });

  it('names a fuel of decisions for every word of a grade', () => {
    expect(Object.values(fuelKeyOf).every((fuel) => fuelKeys.includes(fuel))).to.equal(true);
  });

  it('takes the newest of two versions of a port', () => {
    const [first] = ports;
    if (!first) throw new Error('no port');
    const later = { ...first, validFrom: '2026-01-01', areas: ['moved'] };
    expect(newestPorts([later, ...ports]).find(({ unlocode }) => unlocode === first.unlocode)).to.equal(later);
  });

  it('counts the day at the port, eight hours ahead of Greenwich', () => {
    const port = portOf(ports, 'CNZOS');
    if (!port) throw new Error('no port');
    expect(portDay(port, new Date('2026-03-01T15:59:59Z'))).to.equal('2026-03-01');
    expect(portDay(port, new Date('2026-03-01T16:00:00Z'))).to.equal('2026-03-02');
  });
});
