import type { Decision } from './decision.ts';
import type { PortsConfig } from './port.ts';
import type { Setting, SettingsConfig } from './setting.ts';
import type { PortsStore } from './store.ts';

/** Puts the configured ports and decisions into the database: what is new is added, what is stored is never changed. */
export async function seedPorts(store: PortsStore, config: PortsConfig, recordedAt: Date): Promise<void> {
  const decisions = config.decisions.map((decision): Decision => {
    const { note, ...rest } = decision;
    const id = `${decision.port}-${decision.fuel}-${decision.from}`;
    return { id, ...rest, ...(note !== undefined && { note }), endings: [], recordedAt, recordedBy: 'service' };
  });
  await store.addMissing({ ports: config.ports, decisions });
}

/** Puts the configured settings into the database, each under its key, scope and day. */
export async function seedSettings(store: PortsStore, config: SettingsConfig, recordedAt: Date): Promise<void> {
  const settings = config.settings.map((setting): Setting => {
    const { note, ...rest } = setting;
    const id = `${setting.key}@${setting.scope}@${setting.validFrom}`;
    return { id, ...rest, ...(note !== undefined && { note }), recordedAt, recordedBy: 'service' };
  });
  await store.addMissing({ settings });
}
