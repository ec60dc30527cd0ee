import { expect } from 'chai';
import { z } from 'zod';
import { permissions } from '../../src/people/permissions.ts';
import type { Role } from '../../src/people/roles.ts';
import { withHouse } from '../journeys/house.ts';

const made = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Keys of one to four parts, each part a number that is no date or a text that is no id. */
const keys: readonly (readonly (string | number)[])[] = [1, 2, 3, 4].flatMap((length) =>
  Array.from({ length: 2 ** length }, (_, mask) => Array.from({ length }, (_part, bit) => ((mask >> bit) & 1 ? 9e15 : '\u0000$'))),
);

withHouse('A cursor that a stranger made', (house) => {
  it('is refused or begins somewhere, of every list, and is never a defect', async function () {
    this.timeout(60_000);
    const lists = house().service.endpoints.filter(
      ({ query, path }) => query instanceof z.ZodObject && 'after' in query.shape && !path.includes(':'),
    );
    expect(lists.length).to.be.above(15);
    for (const { path, who } of lists) {
      const role: Role = who === 'anyone' || who === 'signed-in' ? 'customs' : permissions[who][0];
      for (const after of [...keys.map(made), made([{ $gt: '' }]), made(null), '%ff', '...'])
        for (const more of path === '/v1/trail' ? ['&about=tank:1'] : [''])
          expect(
            (
              await house()
                .as(role)
                .get(`${path}?after=${encodeURIComponent(after)}${more}`)
            ).status,
            `${path} ${after}`,
          ).to.be.oneOf([200, 422]);
    }
  });
});
