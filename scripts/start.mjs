// Builds what must be built and starts the service, in one process, so that Ctrl-C and SIGTERM reach it.
await import('./tools/build.mjs');
await import('../build/src/main.js');
