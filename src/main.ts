import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { DemoPerson } from './people/demo.ts';
import { startService } from './service.ts';
import { settingsFrom, type Settings } from './settings.ts';

/** Starts the service, says where it is and what to try, and ends it properly on Ctrl-C or SIGTERM. */
async function main(): Promise<void> {
  const settings = settingsFrom(process.env);
  const log = pino({ level: settings.logLevel, base: null, redact: ['req.headers.authorization', 'req.headers.cookie'] });
  const service = await startService(settings, { log, keepDemo: (persons) => keepDemo(settings, persons) });
  greet(settings, service.url, service.database, service.demo);
  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'finishing what is under way');
    service.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'could not end properly');
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const demoFile = ({ dataDir }: Settings): string => join(dataDir, 'demo-people.json');

/** Written whole and private before the first person is stored, so that no password is lost. */
async function keepDemo(settings: Settings, persons: readonly DemoPerson[]): Promise<void> {
  const beside = `${demoFile(settings)}.new`;
  await writeFile(beside, `${JSON.stringify(persons, null, 2)}\n`, { mode: 0o600 });
  await rename(beside, demoFile(settings));
}

function greet(settings: Settings, url: string, database: string, demo: readonly DemoPerson[]): void {
  const say = (text = ''): void => void process.stdout.write(`${text}\n`);
  say();
  say(`  Plimsoll is open at ${url}`);
  say(`  Database: ${database === 'mongodb' ? 'MongoDB' : `embedded store in ${settings.dataDir}`}`);
  if (demo.length > 0) {
    say();
    say(`  This is a new ledger. These demo people can sign in (kept in ${demoFile(settings)}):`);
    for (const { signInName, password, office } of demo) say(`    ${signInName.padEnd(34)} ${password}   ${office.en}`);
  }
  say();
  say(`  Try:  ${url}/docs               every endpoint, with examples`);
  say(`        npm run story             real and constructed deliveries, from bond to certificate`);
  say(`        npm run audit             every law of the ledger, checked`);
  say();
}

main().catch((error: unknown) => {
  process.stderr.write(`\nPlimsoll could not start: ${error instanceof Error ? error.message : String(error)}\n\n`);
  process.exit(1);
});
