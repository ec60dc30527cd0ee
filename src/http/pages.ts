import { Router, static as files } from 'express';
import { webAssets } from '../web/assets.ts';
import { homePage, verifyAddress } from '../web/home-page.ts';
import { languageOf } from './reply.ts';

/** The start page, the way from its box to a verification, and the pages' own files. */
export function pages(): Router {
  const router = Router();
  router.get('/', (request, response) => void response.type('text/html').send(homePage(languageOf(request))));
  router.get('/verify', (request, response) => {
    const { number } = request.query;
    response.redirect(303, (typeof number === 'string' ? verifyAddress(number, languageOf(request)) : null) ?? '/');
  });
  router.use('/web', files(webAssets, { index: false, maxAge: '1h' }));
  return router;
}
