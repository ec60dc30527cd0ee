// Builds what the service runs from: the compiled code, the words, the pages' assets, the settings, and the fonts cut for the documents.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

run(createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-p', 'scripts/tools/tsconfig.build.json');
run('scripts/tools/fonts.mjs');
mkdirSync('build/src/words', { recursive: true });
for (const words of ['en.json', 'zh.json']) cpSync(`src/words/${words}`, `build/src/words/${words}`);
if (existsSync('src/web/assets')) cpSync('src/web/assets', 'build/src/web/assets', { recursive: true });
cpSync('config', 'build/config', { recursive: true });
