import { configFile } from '../config.ts';
import type { Reason } from '../refusal.ts';
import { portsConfigSchema } from './port.ts';
import { unlocodeOf } from './unlocode.ts';

const { notToBeConfused } = configFile('ports', portsConfigSchema);

/** Why a printed code is no port of ours; a code that is often taken for another one says so. */
export function portUnknown(printed: string, field = 'body.port'): Reason {
  const trap = notToBeConfused.find(({ unlocode }) => unlocode === unlocodeOf(printed));
  return { code: 'PORT_UNKNOWN', field, values: { port: trap ? `${trap.unlocode} (${trap.place}; ≠ ${trap.meant})` : printed } };
}
