import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import { Refusal } from '../../src/refusal.ts';
import { closedBecause, invitationEnd } from '../../src/people/invitation.ts';
import { passwordsOf } from '../../src/people/password.ts';
import { passwordFaults, signInName } from '../../src/people/person.ts';
import { hashOfToken, linkKeyOf } from '../../src/people/secret-link.ts';
import { judgeRefresh, refreshEnd, sessionEnd } from '../../src/people/session.ts';
import { peopleSettings } from '../../src/people/settings.ts';
import { tokensOf } from '../../src/people/token.ts';

const now = new Date('2026-03-02T08:00:00.000Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const settings = peopleSettings();

describe('an access token', () => {
  const secret = Buffer.alloc(32, 1);
  const terms = { secret, issuer: 'https://ledger.example', minutes: 15 };
  const tokens = tokensOf(terms);
  const access = { person: 'p', organisation: 'o', role: 'customs', session: 's' } as const;
  const payload = { sub: 'p', org: 'o', role: 'customs', sid: 's', iat: Math.floor(now.getTime() / 1000) };
  const pinned = { issuer: terms.issuer, audience: 'plimsoll-api', expiresIn: 900 } as const;
  const refused = (token: string, at = now): void => {
    expect(() => tokens.read(token, at))
      .to.throw(Refusal)
      .with.property('code', 'TOKEN_INVALID');
  };

  it('says who it was issued to, for fifteen minutes', () => {
    const token = tokens.issue(access, now);
    expect(tokens.read(token, later(14))).to.deep.equal({ ...access, expiresAt: later(15) });
    refused(token, later(15));
  });

  it('of another secret, issuer, audience or algorithm is refused', () => {
    refused(tokensOf({ ...terms, secret: Buffer.alloc(32, 2) }).issue(access, now));
    refused(tokensOf({ ...terms, issuer: 'https://other.example' }).issue(access, now));
    refused(jwt.sign(payload, secret, { ...pinned, audience: 'another' }));
    refused(jwt.sign(payload, secret, { ...pinned, algorithm: 'HS512' }));
    refused(jwt.sign(payload, null, { ...pinned, algorithm: 'none' }));
  });

  it('with a role that does not exist, or cut short, is refused', () => {
    refused(jwt.sign({ ...payload, role: 'owner' }, secret, pinned));
    refused(tokens.issue(access, now).slice(0, -1));
    refused('');
  });

  it('is not signed with a short secret', () => {
    expect(() => tokensOf({ ...terms, secret: Buffer.alloc(31) })).to.throw(TypeError);
  });
});

describe('a refresh token', () => {
  const session = {
    _id: 's',
    person: 'p',
    organisation: 'o',
    startedAt: now,
    expiresAt: sessionEnd(now, settings),
    endedAt: null,
    endedBecause: null,
  };
  const token = { _id: 'h', session: 's', expiresAt: refreshEnd(now, session, settings), spentAt: null };

  it('is exchanged while it and its session live', () => {
    expect(judgeRefresh(token, session, later(60))).to.equal('rotate');
    expect(judgeRefresh(token, session, token.expiresAt)).to.equal('ended');
    expect(judgeRefresh(token, { ...session, endedAt: now }, later(60))).to.equal('ended');
    expect(judgeRefresh(token, null, later(60))).to.equal('ended');
  });

  it('that was exchanged before ends the session, however old it is', () => {
    expect(judgeRefresh({ ...token, spentAt: now }, session, later(1))).to.equal('reused');
    expect(judgeRefresh({ ...token, spentAt: now }, session, new Date(token.expiresAt.getTime() + 1))).to.equal('reused');
  });

  it('does not outlive its session', () => {
    const soon = later(settings.sessionDays * 1440 - 60);
    expect(refreshEnd(soon, session, settings)).to.deep.equal(session.expiresAt);
  });
});

describe('an invitation', () => {
  const invitation = { usedAt: null, expiresAt: invitationEnd(now, settings) };

  it('opens once, and not after its hours', () => {
    expect(closedBecause(invitation, now)).to.equal(undefined);
    expect(closedBecause({ ...invitation, usedAt: now }, now)).to.equal('INVITATION_USED');
    expect(closedBecause(invitation, invitation.expiresAt)).to.equal('INVITATION_EXPIRED');
  });

  it('has a link that only who has the secret can make', () => {
    const link = linkKeyOf(Buffer.alloc(32, 1));
    expect(link('a'))
      .to.match(/^[\w-]{43}$/)
      .and.to.equal(linkKeyOf(Buffer.alloc(32, 1))('a'));
    expect(new Set([link('a'), link('b'), linkKeyOf(Buffer.alloc(32, 2))('a'), hashOfToken(link('a'))])).to.have.lengthOf(4);
  });
});

describe('a password', () => {
  const codes = (password: string, name = 'duty.officer@port.example') => passwordFaults(password, name, settings).map(({ code }) => code);

  it('has twelve characters at least, counted as a person counts them', () => {
    expect(codes('elf zeichen')).to.deep.equal(['PASSWORD_TOO_SHORT']);
    expect(codes('zwölf zeiche')).to.deep.equal([]);
    expect(codes('🚢🚢🚢🚢🚢🚢')).to.deep.equal(['PASSWORD_TOO_SHORT']);
    expect(codes('舟山港保税船用燃料加注中心')).to.deep.equal([]);
  });

  it('is not the sign-in name, nor what stands before its @', () => {
    expect(codes('Duty.Officer@port.example')).to.deep.equal(['PASSWORD_IS_NAME']);
    expect(codes('duty.officer')).to.deep.equal(['PASSWORD_IS_NAME']);
    expect(codes('duty', 'duty@a.example')).to.deep.equal(['PASSWORD_TOO_SHORT', 'PASSWORD_IS_NAME']);
  });

  it('is kept as argon2id and matches however the keyboard composes its letters', async () => {
    const passwords = passwordsOf(settings);
    const sealed = await passwords.seal('Schlüssel zum Kai');
    expect(sealed)
      .to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
      .and.not.include('Kai');
    expect(await passwords.matches(sealed, 'Schlüssel zum Kai'.normalize('NFD'))).to.equal(true);
    expect(await passwords.matches(sealed, 'Schluessel zum Kai')).to.equal(false);
    expect(await passwords.matchesNobody('Schlüssel zum Kai')).to.equal(false);
  });
});

describe('a sign-in name', () => {
  it('looks like an e-mail address and is kept in lower case', () => {
    expect(signInName.parse(' Duty.1@Customs.Example ')).to.equal('duty.1@customs.example');
    for (const wrong of ['duty', '@customs.example', 'duty@customs', 'du ty@customs.example', `${'a'.repeat(200)}@b.example`]) {
      expect(signInName.safeParse(wrong).success, wrong).to.equal(false);
    }
  });
});
