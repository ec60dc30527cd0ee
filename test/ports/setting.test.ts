import { expect } from 'chai';
import { configFile } from '../../src/config.ts';
import { fuelKeys } from '../../src/ports/fuel-key.ts';
import { settingKeys, settingKinds } from '../../src/ports/setting-kinds.ts';
import { scopeSchema, scopesOf, settingInForce, settingsConfigSchema, settingValue, type Setting } from '../../src/ports/setting.ts';

const { settings } = configFile('settings', settingsConfigSchema);
const from = (parts: Partial<Setting>): Setting => ({
  id: 's',
  key: 'tolerance.sounding',
  scope: 'all',
  value: 0.3,
  unit: '%',
  validFrom: '2000-01-01',
  basis: 'ours',
  status: 'OURS',
  source: { publisher: 'P' },
  recordedAt: new Date('2026-01-01T00:00:00Z'),
  recordedBy: 'service',
  ...parts,
});
const stored: readonly Setting[] = settings.map(({ note, ...rest }) => from({ ...rest, ...(note !== undefined && { note }) }));

describe('a dated setting', () => {
  it('of the narrowest scope holds', () => {
    const all = [
      from({}),
      from({ scope: 'fuel:LNG', value: 0.4 }),
      from({ scope: 'port:CNZOS', value: 0.5 }),
      from({ scope: 'port:CNZOS,fuel:LNG', value: 0.6 }),
    ];
    const value = (subject: Parameters<typeof scopesOf>[0]) => settingValue(all, 'tolerance.sounding', subject, '2026-01-01');
    expect(value({})).to.equal(0.3);
    expect(value({ fuel: 'LNG', port: 'CNSHA' })).to.equal(0.4);
    expect(value({ fuel: 'AMMONIA', port: 'CNZOS' })).to.equal(0.5);
    expect(value({ fuel: 'LNG', port: 'CNZOS' })).to.equal(0.6);
  });

  it('of a book goes before everything else', () => {
    expect(scopesOf({ book: 'b-1', port: 'CNZOS', fuel: 'LNG' })).to.deep.equal([
      'book:b-1',
      'port:CNZOS,fuel:LNG',
      'port:CNZOS',
      'fuel:LNG',
      'all',
    ]);
  });

  it('holds from its day on and leaves the days before to the one before', () => {
    const all = [from({}), from({ value: 0.2, validFrom: '2026-04-01' })];
    expect(settingValue(all, 'tolerance.sounding', {}, '2026-03-31')).to.equal(0.3);
    expect(settingValue(all, 'tolerance.sounding', {}, '2026-04-01')).to.equal(0.2);
  });

  it('that is dated again for the same day gives way to the one recorded last', () => {
    const corrected = from({ value: 0.1, recordedAt: new Date('2026-02-01T00:00:00Z') });
    expect(settingInForce([corrected, from({})], 'tolerance.sounding', {}, '2026-03-01')).to.equal(corrected);
  });

  it('of a day before every setting is the first there was', () => {
    const all = [from({ value: 0.2, validFrom: '2026-04-01' }), from({ validFrom: '2026-01-01' })];
    expect(settingValue(all, 'tolerance.sounding', {}, '0001-01-01')).to.equal(0.3);
  });

  it('that nobody made is a defect where it is asked for', () => {
    expect(() => settingValue([], 'clock.skew', {}, '2026-01-01')).to.throw(RangeError, 'clock.skew');
  });

  it('has a scope of a known shape', () => {
    for (const good of ['all', 'port:CNZOS', 'fuel:LNG', 'port:CNZOS,fuel:FUEL_OIL', 'book:T1234567'])
      expect(scopeSchema.safeParse(good).success, good).to.equal(true);
    for (const bad of ['', 'port:CNZ0S', 'fuel:COAL', 'fuel:LNG,port:CNZOS', 'book:', 'everything', 'all '])
      expect(scopeSchema.safeParse(bad).success, bad).to.equal(false);
  });
});

describe('the settings that come with the service', () => {
  it('give every key a value from the first day on, for every fuel', () => {
    for (const key of settingKeys)
      for (const fuel of fuelKeys)
        expect(() => settingValue(stored, key, { port: 'CNZOS', fuel }, '2014-04-08'), `${key} ${fuel}`).not.to.throw();
  });

  it('are marked as ours, except what a standard says, which is from memory', () => {
    const rules = settings.filter(({ basis }) => basis === 'rule');
    expect(rules.map(({ key, status }) => [key, status])).to.deep.equal([['meter.accuracy', 'FROM-MEMORY']]);
  });

  it('ask the port operator, customs and the maritime authority', () => {
    expect(settingValue(stored, 'clearance.asked-of', { port: 'CNSHA' }, '2026-01-01')).to.deep.equal([
      'port-operator',
      'customs',
      'maritime-authority',
    ]);
  });

  it('hold a checklist of eight to twelve items for each fuel, in both languages', () => {
    for (const fuel of fuelKeys) {
      const items = settingValue(stored, 'delivery.checklist', { fuel }, '2026-01-01');
      expect(items.length, fuel).to.be.within(8, 12);
      expect(items.every(({ zh }) => /\p{Script=Han}/u.test(zh))).to.equal(true);
    }
  });

  it('take a value that fits their kind and no other', () => {
    const { value } = settingKinds['tolerance.meter-against-note'];
    expect(value.safeParse({ noticePct: 0.1, reviewPct: 0.5, alertPct: 1 }).success).to.equal(true);
    expect(value.safeParse({ noticePct: 0.6, reviewPct: 0.5, alertPct: 1 }).success).to.equal(false);
    expect(settingKinds['tank.filling-limit'].value.safeParse(0).success).to.equal(false);
    expect(settingKinds['clearance.asked-of'].value.safeParse(['customs', 'customs']).success).to.equal(false);
  });
});
