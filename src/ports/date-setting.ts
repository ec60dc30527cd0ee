import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { settingKinds, type SettingKey } from './setting-kinds.ts';
import type { Setting } from './setting.ts';
import type { PortsRooms } from './rooms.ts';
import type { Source } from './source.ts';
import { portUnknown } from './unknown-port.ts';

export interface SettingDraft {
  readonly id?: string | undefined;
  readonly key: SettingKey;
  readonly scope: string;
  readonly value: unknown;
  readonly validFrom: string;
  readonly basis: 'rule' | 'ours';
  readonly source: Source;
  readonly note?: string | undefined;
}

/**
 * Gives a setting a new value from a day on; the values before it stay for the days before. Refuses PORT_UNKNOWN and
 * SETTING_VALUE_INVALID.
 */
export async function dateSetting({ ports, world }: PortsRooms, work: Work, draft: SettingDraft): Promise<Setting> {
  const kind = settingKinds[draft.key];
  const parsed = kind.value.safeParse(draft.value);
  if (!parsed.success) {
    const fault = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ');
    refuse('SETTING_VALUE_INVALID', { field: 'body.value', values: { key: draft.key, fault } });
  }
  const setting: Setting = {
    id: draft.id ?? world.newId(),
    key: draft.key,
    scope: await mainScope(ports, work, draft.scope),
    value: parsed.data,
    unit: kind.unit,
    validFrom: draft.validFrom,
    basis: draft.basis,
    status: draft.basis === 'rule' ? 'VERIFIED' : 'OURS',
    source: draft.source,
    ...(draft.note !== undefined && { note: draft.note }),
    recordedAt: work.recordedAt,
    recordedBy: work.actor.organisation,
  };
  await ports.addSetting(work.session, setting);
  work.trace({ act: 'setting.date', about: `setting:${setting.id}`, before: null, after: setting });
  work.tell({
    kind: 'setting dated',
    about: `setting:${setting.id}`,
    data: { key: setting.key, scope: setting.scope, validFrom: setting.validFrom },
  });
  return setting;
}

/** The scope with the main code of its port, since everything is asked under that one. */
async function mainScope(ports: PortsRooms['ports'], work: Work, scope: string): Promise<string> {
  const code = /^port:(\w{5})/.exec(scope)?.[1];
  if (code === undefined) return scope;
  const port = await ports.findPort(code);
  if (!port) {
    const { code: refusal, ...about } = portUnknown(code, 'body.scope');
    refuse(refusal, about);
  }
  return scope.replace(code, port.unlocode);
}
