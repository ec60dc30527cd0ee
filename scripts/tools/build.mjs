// Builds what the service runs from: the compiled code, the words, the settings, and the fonts cut for the documents.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'scripts/tools/tsconfig.build.json'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
mkdirSync('build/src/words', { recursive: true });
for (const words of ['en.json', 'zh.json']) cpSync(`src/words/${words}`, `build/src/words/${words}`);
cpSync('config', 'build/config', { recursive: true });
