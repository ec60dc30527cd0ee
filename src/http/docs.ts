import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router, static as files } from 'express';

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plimsoll API</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`;

const start = `window.onload = () => SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, tryItOutEnabled: true });`;

/** The API page, from files of this service only; the document is written when somebody first asks for it, not at start. */
export function docs(openApi: () => object): Router {
  const router = Router();
  let json: string | undefined;
  router.get('/openapi.json', (_request, response) => void response.type('application/json').send((json ??= JSON.stringify(openApi()))));
  router.get(['/docs', '/docs/'], (_request, response) => void response.type('text/html').send(page));
  router.get('/docs/start.js', (_request, response) => void response.type('text/javascript').send(start));
  router.use('/docs', files(swagger, { index: false, maxAge: '1d' }));
  return router;
}
