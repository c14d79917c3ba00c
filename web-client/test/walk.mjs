// Walks through every screen of a running server as somebody who types, and keeps a picture of each:
//   node test/walk.mjs ADDRESS BROWSER WIDTH HEIGHT THEME [forced] [reduced]
// BROWSER is chromium or firefox, THEME dark or light; the pictures land in the folder named by OUT (walk-pictures).
// Said on the terminal: errors of the page, screens that scroll sideways, and what never came. The rest is for eyes.
import { mkdirSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const [address, kind, width, height, theme, ...modes] = process.argv.slice(2);
const folder = process.env.OUT ?? 'walk-pictures';
const name = [kind, width, height, theme, ...modes].join('-');
const PATIENCE_MS = 120_000;
const SCREENS = ['sessions', 'about', 'authors', 'import'];
const MEDIA = [
  { name: 'prefers-color-scheme', value: theme },
  ...(modes.includes('reduced') ? [{ name: 'prefers-reduced-motion', value: 'reduce' }] : []),
  ...(modes.includes('forced') ? [{ name: 'forced-colors', value: 'active' }] : []),
];
/** All elements of a kind, through every shadow root. */
const ALL = `((what) => {
  const found = [];
  const look = (root) => {
    for (const it of root.querySelectorAll('*')) {
      if (it.matches(what)) found.push(it);
      if (it.shadowRoot) look(it.shadowRoot);
    }
  };
  look(document);
  return found;
})`;

const browser = await (kind === 'firefox' ? firefox() : chromium());
const page = await browser.newPage();
page.on('pageerror', (error) => tell(`ERROR OF THE PAGE ${error}`));
await page.setViewport({ width: Number(width), height: Number(height) });
if (kind !== 'firefox') {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: MEDIA });
}
mkdirSync(folder, { recursive: true });
try {
  await walk();
  tell('walked');
} catch (error) {
  tell(`NOT WALKED TO THE END: ${error}`);
  process.exitCode = 1;
}
await browser.close();

async function walk() {
  await page.goto(address);
  await enabled('answer');
  await picture('1-ring');
  await press('[data-testid=answer]');
  await enabled('mic-continue');
  await picture('2-check');
  await press('[data-testid=mic-continue]');
  await until(`${ALL}('.line.persona').length > 0`);
  await picture('3-call');
  await say('Who did this? I want a name, now.');
  await say('I take the calls from upstairs, you decide about the rollback.');
  await picture('4-said');
  await press('.quiet-row button:nth-of-type(2)');
  await picture('5-ledger');
  await press('.quiet-row button:nth-of-type(2)');
  await press('.engines');
  await picture('6-behind');
  await page.keyboard.press('Escape');
  await press('[data-testid=aid-hold]');
  await until(`${ALL}('[data-testid=aid-hold]')[0].textContent.includes('Go on')`);
  await picture('7-hold');
  await press('[data-testid=aid-hold]');
  await press('[data-testid=hangup]');
  await until(`${ALL}('[data-testid=score]').length > 0`);
  await picture('8-report', true);
  for (const screen of SCREENS) {
    await page.goto(`${address}#/${screen}`);
    await until(`${ALL}('main h1').length > 0`);
    await picture(`9-${screen}`, true);
  }
}

async function say(words) {
  const answers = `${ALL}('.line.persona').length`;
  const before = await page.evaluate(answers);
  await page.evaluate(`{
    const field = ${ALL}('[data-testid=type-input]')[0];
    field.value = ${JSON.stringify(words)};
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    field.form.requestSubmit();
  }`);
  await until(`${answers} > ${before}`);
}

function enabled(part) {
  return until(`{ const it = ${ALL}('[data-testid=${part}]')[0]; it && !it.disabled }`);
}

async function press(what) {
  await until(`${ALL}(${JSON.stringify(what)}).length > 0`);
  await page.evaluate(`${ALL}(${JSON.stringify(what)})[0].click()`);
}

/** A wait that no frame of the page is needed for: a busy machine paints seldom. */
async function until(condition) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    if (await page.evaluate(condition)) return;
    await new Promise((again) => setTimeout(again, 150));
  }
  throw new Error(`never came: ${condition.slice(-120)}`);
}

async function picture(screen, fullPage = false) {
  await page.evaluate(`document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => true)`);
  await page.screenshot({ path: `${folder}/${name}-${screen}.png`, fullPage });
  const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  if ((await page.evaluate(wide)) > 0) tell(`SCROLLS SIDEWAYS in ${screen}`);
}

function tell(what) {
  console.log(`${name}: ${what}`);
}

function chromium() {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
    ],
    protocolTimeout: PATIENCE_MS,
  });
}

function firefox() {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox',
    protocolTimeout: PATIENCE_MS,
    timeout: PATIENCE_MS,
    extraPrefsFirefox: {
      'media.navigator.permission.disabled': true,
      'media.navigator.streams.fake': true,
      'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1,
      'ui.prefersReducedMotion': modes.includes('reduced') ? 1 : 0,
      ...(modes.includes('forced') ? { 'browser.display.document_color_use': 2 } : {}),
    },
  });
}
