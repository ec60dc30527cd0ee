import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { chromium, type Browser, type Page } from 'playwright-core';
import { webAssets } from '../../src/web/assets.ts';
import { homePage } from '../../src/web/home-page.ts';
import { signPage } from '../../src/web/sign-page.ts';
import { signedPage } from '../../src/web/signed-page.ts';
import { verificationPage } from '../../src/web/verify-page.ts';
import { signView, withdrawnView } from './pages.ts';

const browserPath = '/usr/bin/chromium';
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const pages = (language: 'en' | 'zh'): Readonly<Record<string, string>> => ({
  '/': homePage(language),
  '/sign/token': signPage(signView(), language),
  '/verify/id': verificationPage(withdrawnView, language),
});

describe('the pages in a browser on a phone', function () {
  this.timeout(60_000);
  let server: Server;
  let browser: Browser;
  let address: string;
  let posted: URLSearchParams | null = null;

  before(async function () {
    if (!existsSync(browserPath)) {
      process.stdout.write(`\nPages were not opened: ${browserPath} is not installed.\n`);
      this.skip();
    }
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const language = searchParams.get('lang') === 'zh' ? 'zh' : 'en';
      response.setHeader('Content-Security-Policy', policy);
      if (pathname.startsWith('/web/')) {
        response.setHeader('Content-Type', pathname.endsWith('.css') ? 'text/css' : 'image/svg+xml');
        response.end(readFileSync(join(webAssets, pathname.slice('/web/'.length))));
        return;
      }
      response.setHeader('Content-Type', 'text/html');
      if (request.method === 'GET') {
        response.end(pages(language)[pathname] ?? '');
        return;
      }
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        posted = new URLSearchParams(body);
        response.end(signedPage({ number: 'N-1', protest: posted.get('reason'), verifyUrl: '/verify/id', replay: true }, language));
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  async function open(path: string, said: string[] = []): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, javaScriptEnabled: true });
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(`${address}${path}`);
    return page;
  }

  for (const path of ['/', '/sign/token', '/verify/id']) {
    for (const language of ['en', 'zh']) {
      it(`${path} fits 360 pixels without sideways scrolling, and keeps the content policy (${language})`, async () => {
        const said: string[] = [];
        const page = await open(`${path}?lang=${language}`, said);
        expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);
        expect(await page.evaluate('document.styleSheets.length')).to.equal(1);
        expect(said).to.deep.equal([]);
        await page.close();
      });
    }
  }

  it('whatever is to be touched is at least 44 pixels high', async () => {
    for (const path of ['/', '/sign/token', '/verify/id']) {
      const page = await open(path);
      const low =
        await page.evaluate(`[...document.querySelectorAll('button, input:not([type=hidden]):not([type=checkbox]), textarea, a:not(.skip), label.check')]
        .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)`);
      expect(low).to.deep.equal([]);
      await page.close();
    }
  });

  it('the chief engineer signs in the language of the page', async () => {
    const page = await open('/sign/token');
    await page.click('a.other');
    expect(await page.getAttribute('html', 'lang')).to.equal('zh-Hans');
    await page.check('input[name=confirmed]');
    await page.click('button:not(.refuse)');
    expect(await page.textContent('h1')).to.equal('已签字');
    expect(Object.fromEntries(posted ?? [])).to.deep.equal({
      decision: 'sign',
      hash: signView().note.contentHash,
      office: '轮机长',
      confirmed: 'yes',
    });
    await page.close();
  });

  it('a refusal needs its reason, and becomes the protest', async () => {
    const page = await open('/sign/token');
    posted = null;
    await page.click('button.refuse');
    expect(posted).to.equal(null);
    await page.fill('textarea[name=reason]', 'Density differs');
    await page.click('button.refuse');
    expect(await page.textContent('h1')).to.equal('Protest recorded');
    expect(posted).not.to.equal(null);
    await page.close();
  });
});
