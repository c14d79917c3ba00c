import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startFakeServer } from './fake-server.mjs';

const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path));
const PULSE = '/usr/bin/pulseaudio';
const PAGE = fileURLToPath(new URL('../dist/index.html', import.meta.url));
/** Only what never comes fails: on a busy machine all takes many times as long. */
const PATIENCE_MS = 180_000;

/** A loudspeaker that leads nowhere: without any, as on most machines that only test, Firefox keeps every sound waiting. */
class Loudspeaker {
  private readonly folder = mkdtempSync(join(tmpdir(), 'calmroom-sound-'));
  private readonly socket = join(this.folder, 'pulse', 'native');
  private readonly server: ChildProcess = spawn(
    PULSE,
    [
      ...['-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1'],
      ...['-L', 'module-null-sink', '-L', 'module-native-protocol-unix'],
    ],
    { env: { ...process.env, XDG_RUNTIME_DIR: this.folder, HOME: this.folder }, stdio: 'ignore' },
  );

  async ready(): Promise<NodeJS.ProcessEnv> {
    await vi.waitUntil(() => existsSync(this.socket), PATIENCE_MS);
    return { PULSE_SERVER: `unix:${this.socket}` };
  }

  async close(): Promise<void> {
    const gone = once(this.server, 'exit');
    this.server.kill();
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The page in Firefox; without Firefox, or before the page is built, not at all. */
describe.skipIf(FIREFOX === undefined || !existsSync(PAGE))('in Firefox', () => {
  const browsers: Browser[] = [];
  const servers: Awaited<ReturnType<typeof startFakeServer>>[] = [];
  const loudspeaker = existsSync(PULSE) ? new Loudspeaker() : undefined;

  afterAll(async () => {
    for (const browser of browsers) await browser.close();
    for (const server of servers) await server.close();
    await loudspeaker?.close();
  }, PATIENCE_MS);

  const serve = async () => {
    const server = await startFakeServer();
    servers.push(server);
    return server;
  };
  /** A page that nobody has touched, and what goes wrong in it. */
  const open = async (url: string, environment: NodeJS.ProcessEnv = {}) => {
    const firefox = await puppeteer.launch({
      browser: 'firefox',
      executablePath: FIREFOX ?? '',
      headless: true,
      env: { ...process.env, ...environment },
      protocolTimeout: PATIENCE_MS,
      extraPrefsFirefox: {
        'media.navigator.permission.disabled': true,
        'media.navigator.streams.fake': true,
      },
    });
    browsers.push(firefox);
    const page = await firefox.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setViewport({ width: 375, height: 553 });
    await page.goto(url);
    return { page, complaints };
  };
  const part = async (page: Page, id: string) => {
    const found = await page.waitForSelector(`>>> [data-testid=${id}]`, { timeout: PATIENCE_MS });
    if (!found) throw new Error(`no ${id}`);
    return found;
  };
  /** Until what comes next is there: a button that is moved or locked as it is pressed has not been. */
  const press = (page: Page, id: string, next: string) =>
    vi.waitFor(
      async () => {
        if (await page.$(`>>> [data-testid=${next}]`)) return;
        await (await page.$(`>>> [data-testid=${id}]`))?.click();
        throw new Error(`after ${id} no ${next}`);
      },
      { timeout: PATIENCE_MS, interval: 500 },
    );
  const text = async (page: Page, id: string): Promise<string> =>
    (await part(page, id)).evaluate((element) => element.textContent);
  const becomes = (page: Page, id: string, wanted: string): Promise<void> =>
    expect.poll(() => text(page, id), { timeout: PATIENCE_MS, interval: 300 }).toContain(wanted);

  it(
    'a call is answered, typed, and its report read',
    async () => {
      const { page, complaints } = await open((await serve()).url);
      await press(page, 'answer', 'mic-continue');
      await press(page, 'mic-continue', 'hangup');
      await becomes(page, 'connection', 'open');

      const field = await part(page, 'type-input');
      await field.type('How are you holding up?');
      await page.keyboard.press('Enter');
      await becomes(page, 'caption-leader', 'How are you holding up?');
      await press(page, 'hangup', 'score');
      await becomes(page, 'score', 'of 100');
      expect(complaints).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.skipIf(!loudspeaker)(
    'what the other side says is played to its end, and the microphone is heard',
    async () => {
      const server = await serve();
      const { page, complaints } = await open(server.url, await loudspeaker?.ready());
      await press(page, 'answer', 'mic-continue');
      await press(page, 'mic-continue', 'hangup');

      const told = (wanted: object) => () =>
        expect(server.received).toContainEqual(expect.objectContaining(wanted));
      await vi.waitFor(told({ type: 'playback', turn: 1, done: true }), PATIENCE_MS);
      await vi.waitFor(told({ type: 'microphone-frame' }), PATIENCE_MS);
      expect(complaints).toEqual([]);
    },
    PATIENCE_MS,
  );
});
