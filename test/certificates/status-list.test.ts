import { execFileSync } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { encodeStatusList, freeIndex, statusAt, statusListEntries } from '../../src/certificates/status-list.ts';

const places = fc.uniqueArray(fc.integer({ min: 0, max: statusListEntries - 1 }), { maxLength: 40 });

/** The list as another program unpacks it: gzip on the command line. */
function unpackedElsewhere(encoded: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'status-'));
  try {
    writeFileSync(join(folder, 'list.gz'), Buffer.from(encoded.slice(1).replaceAll('-', '+').replaceAll('_', '/'), 'base64'));
    return execFileSync('gzip', ['-dc', join(folder, 'list.gz')]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a status list', () => {
  it('has 131,072 bits, index 0 the left-most, as another program reads them', () => {
    const bytes = unpackedElsewhere(encodeStatusList([0, 7, 8, 94_567, statusListEntries - 1]));
    expect(bytes.length).to.equal(16_384);
    expect([bytes[0], bytes[1], bytes[11_820], bytes.at(-1)]).to.deep.equal([0b1000_0001, 0b1000_0000, 0b0000_0001, 0b0000_0001]);
    expect(bytes.reduce((sum, byte) => sum + byte, 0)).to.equal(129 + 128 + 1 + 1);
  });

  it('reads the empty list of the published specification', () => {
    const published = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA';
    for (const index of [0, 1, 94_567, statusListEntries - 1]) expect(statusAt(published, index)).to.be.false;
    expect(statusAt(published, statusListEntries)).to.be.null;
  });

  it('has exactly the bits set that were set', () => {
    fc.assert(
      fc.property(places, places, (set, asked) => {
        const encoded = encodeStatusList(set);
        for (const index of [...set, ...asked]) expect(statusAt(encoded, index)).to.equal(set.includes(index));
      }),
      { numRuns: 60 },
    );
  });

  it('is undecided where it is damaged, too short, or a bomb', () => {
    const encoded = encodeStatusList([5]);
    for (const bad of ['', 'u', encoded.slice(1), encoded.slice(0, -6), `z${encoded.slice(1)}`, 'uH4sIAAAAAAAA_wMAAAAAAAAAAAA'])
      expect(statusAt(bad, 5), bad).to.be.null;
    expect(statusAt(encodeStatusList([], statusListEntries * 1024), 5)).to.be.null;
    expect(() => encodeStatusList([], 1024)).to.throw(RangeError);
    expect(() => encodeStatusList([statusListEntries])).to.throw(RangeError);
  });

  it('gives an index by chance and never one that is taken', async () => {
    const draws = [7, 7, 131_072 + 7, 9];
    const next = (): Buffer => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(draws.shift() ?? 0);
      return bytes;
    };
    expect(await freeIndex(next, async (index) => index === 7)).to.equal(9);
  });
});
