import { expect } from 'chai';
import { survivorsIn } from '../../scripts/mutation/survivors.ts';

describe('The changes that no test notices', () => {
  const source = 'const a =\n  b < 1 ||\n  c;\n';
  const mutant = (status: string, replacement: string, line: number, column: number, endLine: number, endColumn: number) => ({
    ...{ status, replacement },
    location: { start: { line, column }, end: { line: endLine, column: endColumn } },
  });
  const report = {
    files: {
      'src/x.ts': {
        source,
        mutants: [
          mutant('Survived', 'b <= 1', 2, 3, 2, 8),
          mutant('NoCoverage', 'b < 1 &&\n  c', 2, 3, 3, 4),
          mutant('Killed', 'true', 2, 3, 2, 8),
          mutant('Timeout', 'false', 2, 3, 2, 8),
          mutant('Ignored', 'true', 3, 3, 3, 4),
        ],
      },
    },
  };

  it('have one reason together where it holds for whatever begins so, in any file', () => {
    const everywhere = { file: '*', code: 'b <', becomes: 'b <= 1', reason: 'b is whole' };
    const reasonsOf = (change: object): unknown =>
      survivorsIn(report, [{ ...everywhere, ...change }]).survivors.map(({ reason }) => reason);
    expect(reasonsOf({})).to.deep.equal(['b is whole', undefined]);
    expect(reasonsOf({ file: 'src/x.ts' })).to.deep.equal([undefined, undefined]);
    expect(reasonsOf({ becomes: 'false' })).to.deep.equal([undefined, undefined]);
    expect(reasonsOf({ code: '< 1' })).to.deep.equal([undefined, undefined]);
  });

  it('are told by their text in one line, wherever they stand, with the reason that is written down', () => {
    const reasons = [{ file: 'src/x.ts', code: 'b < 1 || c', becomes: 'b < 1 && c', reason: 'c follows from b' }];
    expect(survivorsIn(report, reasons)).to.deep.equal({
      survivors: [
        { file: 'src/x.ts', line: 2, code: 'b < 1', becomes: 'b <= 1', reason: undefined },
        { file: 'src/x.ts', line: 2, code: 'b < 1 || c', becomes: 'b < 1 && c', reason: 'c follows from b' },
      ],
      noticed: 2,
    });
  });
});
