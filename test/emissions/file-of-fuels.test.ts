import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readSheet } from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';

const command = new URL('../../scripts/emissions.ts', import.meta.url).pathname;

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('a file of fuels and voyages', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (file: string, ...more: string[]): Promise<Said> =>
    new Promise((resolve) => {
      execFile(process.execPath, ['--import', 'tsx', command, join(folder, file), ...more], (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });
  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return name;
  };
  const header = 'ship,year,scopePct,fuel,massT,eGPerMj,compliant';
  const good = ['Ship 1,2026,100,HFO,1250.5,,', 'Ship 1,2026,50,BIODIESEL,300,14.9,true', 'Ship 1,2026,50,HFO,700,,'];

  it('gives each ship its year, the same from CSV with a byte-order mark, from JSON and from a workbook', async () => {
    const csv = await run(written('good.csv', `\uFEFF${[header, ...good].join('\r\n')}\r\n`), '--out', join(folder, 'year.json'));
    expect([csv.code, csv.err]).to.deep.equal([0, '']);
    expect(csv.out).to.include('3 rows read, 0 with faults, 1 ship years');
    const [year] = JSON.parse(readFileSync(join(folder, 'year.json'), 'utf8')) as { balance: { result: { energyMj: number } } }[];
    // 1,250.5 t whole and 1,000 t by half: 1,250,500·40.5 + (300,000·37 + 700,000·40.5)/2 MJ.
    expect(year?.balance.result.energyMj).to.be.closeTo(70_370_250, 1e-3);
    const rows = good
      .map((line) => line.split(','))
      .map(([ship, y, scope, fuel, mass, e, compliant]) => ({
        ...{ ship, year: Number(y), scopePct: Number(scope), fuel, massT: Number(mass) },
        ...(e && { eGPerMj: Number(e) }),
        ...(compliant && { compliant: true }),
      }));
    expect((await run(written('good.json', JSON.stringify(rows)))).out).to.equal(csv.out);
    const cells = [
      header.split(','),
      ...rows.map((row) => header.split(',').map((name) => (row as Record<string, string | number | boolean>)[name] ?? null)),
    ];
    await writeXlsxFile(cells.map((row) => row.map((value) => (value === null ? null : { value })))).toFile(join(folder, 'good.xlsx'));
    expect((await run('good.xlsx')).out).to.equal(csv.out);
  });

  it('writes a ship’s year as a workbook, with the steps by which each figure can be followed', async () => {
    await run(written('year.csv', [header, ...good].join('\n')), '--out', join(folder, 'year.xlsx'));
    const bytes = readFileSync(join(folder, 'year.xlsx'));
    const [head, first] = await readSheet(bytes, 'Ship years');
    expect(head).to.include('penalty, EUR');
    expect(first?.slice(0, 2)).to.deep.equal(['Ship 1', 2026]);
    expect((await readSheet(bytes, 'Steps')).length).to.be.above(10);
  });

  it('names line, column and remedy of each fault, and counts the other rows all the same', async () => {
    const bad = [
      'Ship 2,2026,100,HFO,"12,5",,',
      'Ship 2,2026,100,=1+1,3,,',
      'Ship 2,2026,100,COAL,3,,',
      'Ship 2,2026,100,HFO,-3,,',
      'Ship 2,2026',
    ];
    const more = [
      'Ship 2,2026,100,BIODIESEL,3,,true',
      'Ship 2,2026,100,HFO,3.00051,,',
      'Ship 2,,100,HFO,3,,',
      'Ship 2,2026,100,BIODIESEL,3,14.9,',
    ];
    const { code, out, err } = await run(written('bad.csv', [header, ...good, ...bad, ...more].join('\n')));
    expect(code).to.equal(1);
    expect(out).to.include('12 rows read, 9 with faults, 1 ship years');
    expect(err).to.match(/line 5, column massT: "12,5" has a decimal comma; write the number with a point/);
    expect(err).to.match(/line 6, column fuel: the cell holds a formula; give its value/);
    expect(err).to.match(/line 7, column fuel: The fuel COAL is not known/);
    expect(err).to.match(/line 8, column massT: /);
    expect(err).to.match(/line 9: .*give every row as many cells as the first/);
    expect(err).to.match(/line 10, column eGPerMj: The calculation lacks a value/);
    expect(err).to.match(/line 11, column massT: .*three decimals/);
    expect(err).to.match(/line 12, column year: the cell is empty; fill it in/);
    expect(err).to.match(/line 13, column compliant: .*say whether BIODIESEL meets the criteria/);
  });

  it('that is none is refused as a whole, with what to do', async () => {
    expect(await run(written('wrong.csv', 'ship;year\n1;2\n')))
      .to.include({ code: 2 })
      .and.have.property('err')
      .that.includes('the column is missing');
    expect((await run(written('torn.xlsx', 'PK nothing'))).err).to.include('the file is no workbook');
    expect((await run(written('torn.json', '[{'))).err).to.include('the file is no JSON');
    expect((await run(written('notes.txt', ''))).err).to.include('none of .csv, .xlsx and .json');
  });

  it('of a hundred thousand rows is added up row by row', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, n) => `Ship ${n % 40},2026,${[0, 50, 100][n % 3]},${['HFO', 'MDO_MGO', 'LNG_OTTO_MS'][n % 3]},1.125,,`,
    );
    const { code, out } = await run(written('many.csv', [header, ...rows].join('\n')));
    expect([code, out.includes('100000 rows read, 0 with faults, 40 ship years')]).to.deep.equal([0, true]);
  });
});
