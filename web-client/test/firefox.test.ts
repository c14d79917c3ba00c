import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startFakeServer } from './fake-server.mjs';

const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path));
const PAGE = fileURLToPath(new URL('../dist/index.html', import.meta.url));
/** Only what never comes fails: on a busy machine all takes many times as long. */
const PATIENCE_MS = 180_000;

/**
 * The page in Firefox; without Firefox, or before the page is built, not at all. Where a machine has no loudspeaker, as
 * most that only test have none, Firefox keeps every sound waiting: the call is made by typing.
 */
describe.skipIf(FIREFOX === undefined || !existsSync(PAGE))('in Firefox', () => {
  let firefox: Browser;
  let server: Awaited<ReturnType<typeof startFakeServer>>;

  beforeAll(async () => {
    server = await startFakeServer();
    firefox = await puppeteer.launch({
      browser: 'firefox',
      executablePath: FIREFOX ?? '',
      headless: true,
      protocolTimeout: PATIENCE_MS,
      extraPrefsFirefox: {
        'media.navigator.permission.disabled': true,
        'media.navigator.streams.fake': true,
      },
    });
  }, PATIENCE_MS);

  afterAll(async () => {
    await firefox.close();
    await server.close();
  }, PATIENCE_MS);

  const part = async (page: Page, id: string) => {
    const found = await page.waitForSelector(`>>> [data-testid=${id}]`, { timeout: PATIENCE_MS });
    if (!found) throw new Error(`no ${id}`);
    return found;
  };
  const text = async (page: Page, id: string): Promise<string> =>
    (await part(page, id)).evaluate((element) => element.textContent);
  const becomes = (page: Page, id: string, wanted: string): Promise<void> =>
    expect.poll(() => text(page, id), { timeout: PATIENCE_MS, interval: 300 }).toContain(wanted);

  it(
    'a call is answered, typed, and its report read',
    async () => {
      const page = await firefox.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.setViewport({ width: 375, height: 553 });
      await page.goto(server.url);
      await (await part(page, 'answer')).click();
      await (await part(page, 'mic-continue')).click();
      await becomes(page, 'connection', 'open');

      const field = await part(page, 'type-input');
      await field.type('How are you holding up?');
      await page.keyboard.press('Enter');
      await becomes(page, 'caption-leader', 'How are you holding up?');
      await (await part(page, 'hangup')).click();
      await becomes(page, 'score', 'of 100');
      expect(complaints).toEqual([]);
      await page.close();
    },
    PATIENCE_MS,
  );
});
