import type { Request, Response } from 'express';
import type { Language } from '../words/words.ts';
import type { Endpoint } from './endpoint.ts';

/** The language of a page or document: `?lang=` first, then Accept-Language; English where neither decides. */
export const languageOf = (request: Request): Language => {
  const asked = request.query['lang'];
  if (asked === 'zh' || asked === 'en') return asked;
  return request.acceptsLanguages('en', 'zh', 'zh-CN') === 'en' ? 'en' : request.acceptsLanguages('zh', 'zh-CN') ? 'zh' : 'en';
};

/** A reply that breaks its own contract is our defect: it throws and becomes a 500, it is not sent. */
export async function send(endpoint: Endpoint, reply: unknown, request: Request, response: Response): Promise<void> {
  const checked: unknown = endpoint.reply.parse(reply);
  response.status(endpoint.status ?? 200);
  response.setHeader('Cache-Control', 'no-store');
  if (!endpoint.renderings) return sendJson(response, checked);
  const offered = [...(endpoint.only ? [] : ['application/json']), ...Object.keys(endpoint.renderings)];
  if (offered.length > 1) response.vary('Accept');
  const chosen = request.accepts(offered) || offered[0] || '';
  const render = endpoint.renderings[chosen];
  if (!render) return sendJson(response, checked);
  response.type(chosen).send(await render(checked, { language: languageOf(request) }));
}

function sendJson(response: Response, value: unknown): void {
  const bytes = Buffer.from(JSON.stringify(value));
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
