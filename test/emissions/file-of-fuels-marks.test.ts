import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readSheet, type CellValue } from 'read-excel-file/node';

const command = new URL('../../scripts/emissions.ts', import.meta.url).pathname;

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Absent {
  readonly why: string;
  readonly en: string;
  readonly zh: string;
  readonly reasons: readonly { readonly code: string; readonly en: { readonly title: string }; readonly zh: { readonly title: string } }[];
}

interface Year {
  readonly ship: string;
  readonly year: number;
  readonly lines: string;
  readonly incomplete: boolean;
  readonly rowsLeftOut: number;
  readonly rowsUnplaced: number;
  readonly balance?: { readonly result: { readonly energyMj: number } };
  readonly fueleuAbsent?: Absent;
  readonly surrenderT?: number;
  readonly etsAbsent?: Absent;
  readonly interpretations: readonly { readonly interpretation: string; readonly steps: readonly string[] }[];
}

describe('a file of fuels with more than one ship', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (rows: readonly string[], ...more: string[]): Promise<Said> => runLines([header, ...rows], ...more);
  const runLines = (lines: readonly string[], ...more: string[]): Promise<Said> => {
    writeFileSync(join(folder, 'fleet.csv'), lines.join('\n'));
    return new Promise((resolve) => {
      execFile(process.execPath, ['--import', 'tsx', command, join(folder, 'fleet.csv'), ...more], (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });
  };
  const jsonOf = async (rows: readonly string[]): Promise<Year[]> => {
    await run(rows, '--out', join(folder, 'fleet.json'));
    return JSON.parse(readFileSync(join(folder, 'fleet.json'), 'utf8')) as Year[];
  };
  /** A sheet of the workbook, each row by the names of its columns. */
  const sheetOf = async (name: string): Promise<Record<string, CellValue | null>[]> => {
    const [head = [], ...rows] = await readSheet(readFileSync(join(folder, 'fleet.xlsx')), name);
    return rows.map((row) => Object.fromEntries(head.map((column, place) => [String(column), row[place] ?? null])));
  };
  const header = 'ship,year,scopePct,etsScopePct,fuel,massT';
  const early = 'A,2024,100,,HFO,10';
  const good = 'C,2026,50,,HFO,10';
  const outside = 'D,2026,0,,HFO,10';
  const whole = 'B,2026,100,,HFO,10';

  it('computes each year by itself, and tells ship, year and lines of what is refused', async () => {
    const { code, out, err } = await run([early, good, early]);
    expect(code).to.equal(1);
    expect(err).to.match(
      /^A, 2024 \(lines 2, 4\), FuelEU Maritime: The tables have no value for the year 2024; Give a year .*from 2025 on/,
    );
    expect(err.trim().split('\n')).to.have.length(1);
    // 20 t·3.114 g/g·40 % in 2024; 10 t·40.5 MJ/kg by half in 2026.
    expect(out).to.match(/\nA +2024( +-){4} +24\.912\n {2}FuelEU Maritime: no result: The tables have no value for the year 2024/);
    expect(out).to.match(/\nC +2026 +202500\.000 /);
    expect(out).to.include('3 rows read, 0 with faults, 2 ship years, 1 of them with a refusal');
  });

  it('writes what is refused beside what is computed, in both languages', async () => {
    const [a, c] = await jsonOf([early, good]);
    expect(a).to.not.have.any.keys('balance', 'allocation', 'etsAbsent');
    expect([a?.ship, a?.year, a?.lines, a?.fueleuAbsent?.why]).to.deep.equal(['A', 2024, '2', 'refused']);
    expect(a?.surrenderT).to.be.closeTo(12.456, 1e-9);
    expect(a?.fueleuAbsent?.en).to.match(/^FuelEU Maritime: no result: The tables have no value for the year 2024; /);
    expect(a?.fueleuAbsent?.zh).to.match(/^FuelEU Maritime：无结果：数表中没有 2024 年的数值；/);
    const [reason] = a?.fueleuAbsent?.reasons ?? [];
    expect([reason?.code, reason?.zh.title]).to.deep.equal(['YEAR_UNCOVERED', '数表中没有 2024 年的数值']);
    expect(c?.balance?.result.energyMj).to.be.closeTo(202_500, 1e-6);
    await run([early, good], '--out', join(folder, 'fleet.xlsx'));
    const [inA, inC] = await sheetOf('Ship years');
    expect(inA).to.include({ ship: 'A', year: 2024, 'balance, tCO2eq': null, 'lines of the file': '2' });
    expect(inA?.['why FuelEU Maritime has no result']).to.match(/no value for the year 2024/);
    expect(inC).to.include({ ship: 'C', 'why FuelEU Maritime has no result': null, 'why the EU ETS has none': null });
  });

  it('says of a year with nothing in scope that it has no result, and finds no fault in it', async () => {
    const { code, out, err } = await run([outside], '--out', join(folder, 'fleet.xlsx'));
    expect([code, err]).to.deep.equal([0, '']);
    expect(out).to.include('FuelEU Maritime: no result, nothing of the year is in scope (0 %)');
    expect(out).to.include('EU ETS: no allowances, nothing of the year is in scope (0 %)');
    expect(out).to.include('1 rows read, 0 with faults, 1 ship years\n');
    expect((await sheetOf('Ship years'))[0]).to.include({ 'EU allowances': 0, 'energy in scope, MJ': null });
    const [year] = await jsonOf([outside]);
    expect([year?.fueleuAbsent?.why, year?.etsAbsent?.why, year?.surrenderT]).to.deep.equal(['outside-scope', 'outside-scope', 0]);
  });

  it('marks a year of which rows are left out in every output, and no other', async () => {
    const torn = 'C,2026,50,,HFO,12,5';
    const rows = [good, torn, 'C,2026,50,,COAL,3', 'C,2026,50,,HFO,-1', whole, 'C,,50,,HFO,3', 'E,2026,50,,COAL,3'];
    const { code, out, err } = await run(rows, '--out', join(folder, 'fleet.xlsx'));
    expect(code).to.equal(1);
    expect(out).to.match(/\nC +2026.* {2}incomplete: 3 of its rows left out, and 1 that may be its own\n/);
    expect(out).to.match(/\nB +2026[^a-z]*\n/);
    expect(err).to.include('E, 2026: none of its rows could be counted (1 left out)');
    const [c, b] = await sheetOf('Ship years');
    expect(c).to.include({ 'rows left out': 3, 'rows left out that may be its own': 1 });
    expect(c?.['complete or incomplete']).to.match(/^incomplete: 3 /);
    expect(b).to.include({ 'complete or incomplete': 'complete', 'rows left out': 0, 'rows left out that may be its own': 0 });
    const marks = (await jsonOf(rows)).map(({ ship, incomplete, rowsLeftOut, rowsUnplaced }) => [
      ship,
      incomplete,
      rowsLeftOut,
      rowsUnplaced,
    ]);
    expect(marks).to.deep.equal([
      ['C', true, 3, 1],
      ['B', false, 0, 0],
    ]);
    expect((await run([whole, 'B,2026,50,,COAL,3'])).out).to.match(/ {2}incomplete: 1 of its rows left out\n/);
  });

  it('marks every year where a torn row does not begin with ship and year', async () => {
    const { out } = await runLines(['fuel,ship,year,scopePct,massT', 'HFO,B,2026,100,10', 'HFO,C,2026,100,10', 'HFO,C,2026,100,1,5']);
    for (const ship of ['B', 'C'])
      expect(out).to.match(new RegExp(`\\n${ship} +2026.* incomplete: 0 of its rows left out, and 1 that may be its own`));
  });

  it('takes another share for the EU ETS, and of each system only those it knows', async () => {
    const { err } = await run(['A,2026,33,,HFO,1', 'A,2026,100,33,HFO,1', 'A,2026,33,33,HFO,1', 'A,2026,50,100,HFO,10']);
    expect(err).to.match(/line 2, column scopePct: .*FuelEU Maritime knows no share of 33 %; the shares there are: 0, 50, 100/);
    expect(err).to.match(/line 3, column etsScopePct: .*the EU ETS knows no share of 33 %; the shares there are: 0, 50, 100/);
    expect(err).to.match(/line 4, column scopePct: .*\nline 4, column etsScopePct: /);
    const [year] = await jsonOf(['A,2026,50,100,HFO,10', 'A,2026,0,0,HFO,10']);
    const [other] = await jsonOf(['A,2026,100,,HFO,10']);
    expect(year?.balance?.result.energyMj).to.be.closeTo(202_500, 1e-6);
    expect(year?.surrenderT).to.equal(other?.surrenderT);
  });

  it('shows where each input stands and what rests on a reading of the law', async () => {
    await run([good], '--out', join(folder, 'fleet.xlsx'));
    const steps = await sheetOf('Steps');
    const energy = steps.find(({ step }) => step === 'fueleu.energyGj 1 HFO');
    expect(energy?.['where the inputs stand']).to.match(/^LCV: .*Annex II/);
    expect(energy?.['interpretation']).to.equal(null);
    const allocated = steps.find(({ step }) => step === 'fueleu.allocated 1 HFO');
    expect(allocated?.['interpretation']).to.match(/how the working group reads the regulation/);
    const [reading] = await sheetOf('Interpretations');
    expect(reading).to.include({ ship: 'C', year: 2026, interpretation: allocated?.['interpretation'] });
    expect(reading?.['steps that rest on it']).to.equal('fueleu.allocated 1 HFO');
    expect((await sheetOf('Ship years'))[0]).to.include({ interpretations: 1 });
    const [year] = await jsonOf([good]);
    expect(year?.interpretations).to.deep.equal([{ interpretation: allocated?.['interpretation'], steps: ['fueleu.allocated 1 HFO'] }]);
  });

  it('cuts a text that is longer than a cell of a workbook holds', async () => {
    const rows = Array.from({ length: 1_500 }, (_, place) => `C,2026,100,,BIODIESEL,10,${(place / 1_000).toFixed(3)},true`);
    const { code } = await runLines([`${header},eGPerMj,compliant`, ...rows], '--out', join(folder, 'fleet.xlsx'));
    const lengths = (await sheetOf('Steps')).map(({ inputs }) => String(inputs).length);
    expect([code, Math.max(...lengths)]).to.deep.equal([0, 32_767]);
  });

  it('is told in Chinese too', async () => {
    const { code, out, err } = await run([early, good, 'C,2026,50,,HFO,-1', 'C,2026,50,,HFO,"1,5"'], '--lang', 'zh');
    expect(code).to.equal(1);
    expect(err).to.match(/第 4 行，massT 列：.*\p{Script=Han}.*；请填写该范围内的值/u);
    expect(err).to.include('第 5 行，massT 列：“1,5”以逗号作小数点');
    expect(err).to.include('A，2024 年（第 2 行），FuelEU Maritime：数表中没有 2024 年的数值');
    expect(out).to.match(/不完整：有 2 行未计入\n/);
    expect(out).to.include('已读 4 行，其中 2 行有误；船舶年度 2 个，其中 1 个有未能计算的部分');
    const wrong = await run([good], '--lang', 'de');
    expect([wrong.code, wrong.err]).to.deep.equal([2, 'usage: npm run emissions -- FILE [--out FILE.xlsx|FILE.json] [--lang en|zh]\n']);
  });
});
