// Reads the whole ledger and prints a verdict per law; with --from-entries it rebuilds every balance from the entries alone and compares.
import { parseArgs } from 'node:util';
import { audit, tallyOf } from '../src/desk/audit.ts';
import { settingsFrom } from '../src/settings.ts';
import { connectStore } from '../src/store/connect.ts';
import { storesOn } from '../src/stores.ts';

const { values: flags } = parseArgs({ options: { 'from-entries': { type: 'boolean', default: false } } });
const say = (text: string): void => console.log(text);

const settings = settingsFrom(process.env);
const store = await connectStore({ dataDir: settings.dataDir, mongodbUri: settings.mongodbUri });
try {
  const rooms = storesOn(store.connection);
  process.exitCode = (flags['from-entries'] ? await rebuild(rooms) : await judge(rooms)) ? 0 : 1;
} finally {
  await store.close();
}

async function judge(rooms: Parameters<typeof audit>[0]): Promise<boolean> {
  const verdicts = await audit(rooms, (what, count) => process.stderr.write(`\r  ${count} ${what} read `));
  process.stderr.write('\r\x1b[K');
  for (const { law, says, looked, breaches } of verdicts) {
    say(
      `${breaches.length === 0 ? '  holds ' : '  BROKEN'}  law ${String(law).padStart(2)}  ${String(looked).padStart(8)} looked at   ${says}`,
    );
    for (const breach of breaches.slice(0, 20)) say(`            ${breach}`);
    if (breaches.length > 20) say(`            and ${breaches.length - 20} more`);
  }
  say('  waits   law  9            no period has been closed yet');
  const broken = verdicts.filter(({ breaches }) => breaches.length > 0).length;
  say(broken === 0 ? `The ledger is sound: ${verdicts.length} laws hold.` : `${broken} laws are broken.`);
  return broken === 0;
}

async function rebuild(rooms: Parameters<typeof audit>[0]): Promise<boolean> {
  const tally = await tallyOf(rooms, (what, count) => process.stderr.write(`\r  ${count} ${what} read `));
  process.stderr.write('\r\x1b[K');
  let compared = 0;
  const differing: string[] = [];
  const left = new Map(tally.balances);
  for await (const { account, item, massKg } of rooms.ledger.everyBalance()) {
    const key = `${account}|${item}`;
    compared += 1;
    if ((left.get(key) ?? 0) !== massKg) differing.push(`${key}: rebuilt ${left.get(key) ?? 0} kg, kept ${massKg} kg`);
    left.delete(key);
  }
  for (const [key, massKg] of left) if (massKg !== 0) differing.push(`${key}: rebuilt ${massKg} kg, nothing kept`);
  say(
    `Rebuilt from ${tally.entryIds.length} entries with ${tally.postings} postings: ${compared} balances compared, ${differing.length} differ.`,
  );
  for (const line of differing.slice(0, 50)) say(`  ${line}`);
  return differing.length === 0;
}
