import { z } from 'zod';
import { id } from '../http/schemas.ts';
import type { Reason } from '../refusal.ts';
import type { PeopleSettings } from './settings.ts';
import { shownName, spokenName } from './organisation.ts';

/**
 * A person acts for one organisation and is known by its office. The sign-in name and the hash of the password are there
 * only while the access lasts: ending it erases both, and what remains in the ledger is an id.
 */
export interface Person {
  readonly _id: string;
  readonly organisation: string;
  readonly office: { readonly en: string; readonly zh?: string | undefined };
  readonly signInName?: string;
  readonly passwordHash?: string;
  readonly joinedAt: Date;
  readonly endedAt: Date | null;
}

/** A sign-in name looks like an e-mail address, in lower case; nothing is ever sent to it. */
export const signInName = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .regex(/^[a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(\.[a-z0-9-]+)+$/)
  .meta({ id: 'SignInName', example: 'duty@customs-zhoushan.example' });

/** Long enough for any passphrase, short enough that hashing it stays cheap. */
export const passwordText = z.string().min(1).max(200);

export const personReply = z
  .strictObject({
    id,
    organisation: id,
    office: spokenName,
    signInName: z.string().optional(),
    joinedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Person' });

export const shownPerson = (person: Person): z.input<typeof personReply> => ({
  id: person._id,
  organisation: person.organisation,
  office: shownName(person.office),
  ...(person.signInName !== undefined && { signInName: person.signInName }),
  joinedAt: person.joinedAt.toISOString(),
  endedAt: person.endedAt?.toISOString() ?? null,
});

/** What the trail hashes of a person: never the name or the password, so that both can be erased without a trace. */
export const tracedPerson = ({ _id, organisation, office, joinedAt, endedAt }: Person) => ({
  id: _id,
  organisation,
  office: shownName(office),
  joinedAt,
  endedAt,
});

/** One spelling for one password, whichever keyboard wrote it. */
export const normalPassword = (password: string): string => password.normalize('NFKC');

/** Why a password will not do: too short, or the sign-in name over again. */
export function passwordFaults(password: string, name: string, { passwordMinLength }: Pick<PeopleSettings, 'passwordMinLength'>): Reason[] {
  const text = normalPassword(password);
  const faults: Reason[] = [];
  if (Array.from(text).length < passwordMinLength)
    faults.push({ code: 'PASSWORD_TOO_SHORT', field: 'body.password', values: { minimum: passwordMinLength } });
  const same = text.toLowerCase();
  if (same === name || same === name.split('@')[0]) faults.push({ code: 'PASSWORD_IS_NAME', field: 'body.password' });
  return faults;
}
