// Walks through every screen of a running server, types or speaks a call, and keeps a picture of each:
//   node test/walk.mjs ADDRESS BROWSER WIDTHxHEIGHT LOOKS [reduced] [zoom=2] [keys] [axe] [spoken=FILE.wav]
// BROWSER is chromium or firefox. LOOKS are dark, light, forced (forced colours), with commas between: of each screen
// one picture a look; Firefox takes dark and light by the page's own switch, and forced only where it is the first. zoom divides the size as a browser's own zoom does. keys goes
// through each screen by Tab, axe runs axe-core in each look, spoken says FILE into the microphone before the typed lines.
// The pictures land in the folder named by OUT (walk-pictures). Said on the terminal: what a machine can fault. The
// rest is for eyes.
import { mkdirSync, readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { ALL, AXE, FOCUS, LAYOUT } from './walk-faults.mjs';

const [address, kind, size, looksOf, ...modes] = process.argv.slice(2);
const folder = process.env.OUT ?? 'walk-pictures';
const [zoom = 1, spoken] = ['zoom', 'spoken'].map((what) =>
  modes.find((mode) => mode.startsWith(`${what}=`))?.slice(what.length + 1),
);
const [width, height] = size.split('x').map((pixels) => Math.round(Number(pixels) / zoom));
const looks = looksOf.split(',').filter((one, at) => kind !== 'firefox' || one !== 'forced' || at === 0);
const name = [kind, size, ...modes.filter((mode) => mode === 'reduced' || mode.startsWith('zoom'))].join('-');
const PATIENCE_MS = 120_000;
const MOST_TABS = 300;
const EARS_AND_MOUTH = new URL('../../server/src/test/resources/browser/ears-and-mouth.js', import.meta.url);
const AXE_SOURCE = new URL('../node_modules/axe-core/axe.min.js', import.meta.url);

const browser = await (kind === 'firefox' ? firefox() : chromium());
const page = await browser.newPage();
page.on('pageerror', (error) => tell('any', `ERROR OF THE PAGE ${error}`));
page.on('console', (message) => message.type() === 'error' && tell('any', `CONSOLE ${message.text()}`));
// Of a long page at four times its size Firefox takes no picture.
await page.setViewport({ width, height, deviceScaleFactor: kind === 'firefox' ? 1 : Number(zoom) });
const devtools = kind === 'firefox' ? undefined : await page.createCDPSession();
if (spoken) {
  if (devtools) await page.setBypassCSP(true);
  await page.evaluateOnNewDocument(readFileSync(EARS_AND_MOUTH, 'utf8'));
}
mkdirSync(folder, { recursive: true });
await look(looks[0]);
try {
  await walk();
  console.log(`${name}: walked`);
} catch (error) {
  tell('here', `NOT WALKED TO THE END: ${error}`);
  await page.screenshot({ path: `${folder}/${name}-end.png` });
  process.exitCode = 1;
}
await browser.close();

async function walk() {
  await page.goto(address);
  await enabled('answer');
  await screen('01-ring');
  await press('[data-testid=answer]');
  await enabled('mic-continue');
  await press('[data-testid=beforehand]:not([open]) summary', { optional: true });
  await screen('02-beforehand', { full: true });
  await press('[data-testid=mic-continue]');
  await until(`${ALL}('.line.persona').length > 0`);
  await screen('03-call');
  if (spoken) await speak(spoken);
  await say('Who did this? I want a name, now.');
  await say('I take the calls from upstairs, you decide about the rollback.');
  await say('How are you holding up?');
  await screen('04-said');
  await held();
  await press('[data-testid=hangup]');
  await until(`${ALL}('[data-testid=score]').length > 0`);
  await screen('11-report', { full: true });
  await report();
  for (const [number, place] of ['sessions', 'about', 'authors', 'import'].entries()) {
    await page.goto(`${address}#/${place}`);
    await until(`${ALL}('main h1').length > 0`);
    await settled();
    await screen(`${20 + number}-${place}`, { full: place !== 'sessions' });
  }
}

/** What there is beside the conversation, while it is on hold: on a slow machine nobody would be on the line else. */
async function held() {
  const answers = await count('.line.persona');
  await press('[data-testid=aid-again]');
  await until(`${ALL}('.line.persona').length > ${answers}`);
  await press('[data-testid=aid-help]', { optional: true });
  await screen('05-help');
  await press('[data-testid=aid-hold]');
  await until(`${ALL}('[data-testid=aid-hold]')[0].textContent.includes('Go on')`);
  await screen('06-hold');
  for (const [number, button] of ['Ledger', 'Feeling'].entries()) {
    if (!(await press('.quiet-row button', { saying: button, optional: true }))) continue;
    await screen(`0${7 + number}-${button.toLowerCase()}`, { tabs: false });
    await page.keyboard.press('Escape');
  }
  await press('.engines');
  await screen('09-behind', { tabs: false });
  await page.keyboard.press('Escape');
  await press('[data-testid=type-input]');
  await fill('[data-testid=type-input]', 'I would rather know what you need than who it was. '.repeat(5));
  await screen('10-long', { tabs: false });
  await fill('[data-testid=type-input]', '');
}

/** The one thing tried otherwise, played, commented on, deleted and had back. */
async function report() {
  if (await press('[data-testid=ask-what-if]', { optional: true })) {
    await until(`${ALL}('[data-testid=what-if-answer]').length > 0`);
    await screen('12-what-if', { at: 'cr-what-if', tabs: false });
  }
  await press('cr-player button');
  await screen('13-player', { at: 'cr-player', tabs: false });
  await press('cr-player button');
  await press('cr-transcript .tools button', { saying: 'Comment' });
  await fill('cr-transcript input[name=by]', 'Dana');
  await fill('cr-transcript textarea', 'You waited for the answer.');
  await screen('14-comment', { at: 'cr-transcript form', tabs: false });
  await press('cr-transcript form button', { saying: 'Leave the comment' });
  await until(`${ALL}('.comment').length > 0`);
  await screen('15-commented', { at: '.comment', tabs: false });
  await press('[data-testid=delete]');
  await until(`${ALL}('[data-testid=undo]').length > 0`);
  await screen('16-deleted', { tabs: false });
  await press('[data-testid=undo]');
  await until(`${ALL}('[data-testid=undo]').length === 0`);
}

/** A picture in each look, and what can be faulted in it. */
async function screen(called, { full = false, at = '', tabs = true } = {}) {
  await settled();
  if (at) await page.evaluate(`${deep(at)}[0].scrollIntoView({ block: 'center' })`);
  for (const fault of await page.evaluate(LAYOUT)) tell(called, fault);
  for (const one of looks) {
    await look(one);
    await settled();
    if (full) await whole();
    await page.screenshot({ path: `${folder}/${name}-${called}-${one}.png`, fullPage: full });
    if (modes.includes('axe') && one !== 'forced') {
      if (!(await page.evaluate('typeof axe === "object"')))
        await page.evaluate(readFileSync(AXE_SOURCE, 'utf8'));
      for (const fault of await page.evaluate(AXE)) tell(called, `${one}: ${fault}`);
    }
  }
  if (tabs && modes.includes('keys')) await byKeys(called);
}

/** What is drawn when it is scrolled to is scrolled to. */
async function whole() {
  await page.evaluate(`(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise(requestAnimationFrame);
    }
    scrollTo(0, 0);
  })()`);
}

/** Tab until one is where one was: focus is somewhere each time, and to be seen. */
async function byKeys(called) {
  const seen = new Set();
  // Firefox goes on in its own toolbar, from where no key that is sent leads back: one begins at the top.
  if (!devtools)
    await page.evaluate(
      `${ALL}('a[href], button:enabled, input, select, textarea').find((it) => it.checkVisibility())?.focus()`,
    );
  for (let tab = 0; tab < MOST_TABS; tab++) {
    await page.keyboard.press('Tab');
    const { name: where, id, hidden } = await page.evaluate(FOCUS);
    if (where === '' && !devtools) break;
    if (where === '') continue;
    if (seen.has(id)) break;
    seen.add(id);
    if (hidden) tell(called, `focus is not to be seen: ${where}`);
  }
  if (seen.size < 3) tell(called, `Tab reaches only ${seen.size} places`);
}

async function speak(file) {
  const before = await count('.line.leader');
  const answers = await count('.line.persona');
  const wav = readFileSync(file).toString('base64');
  await page.evaluate(`window.__speak('${wav}', 0)`);
  await until(`${ALL}('.line.leader').length > ${before}`);
  await until(`${ALL}('.line.persona').length > ${answers}`);
  await screen('03-spoken');
}

async function say(words) {
  const before = await count('.line.persona');
  await fill('[data-testid=type-input]', words);
  await page.evaluate(`${ALL}('[data-testid=type-input]')[0].form.requestSubmit()`);
  await until(`${ALL}('.line.persona').length > ${before}`);
}

function fill(what, words) {
  return page.evaluate(`{
    const field = ${deep(what)}[0];
    field.value = ${JSON.stringify(words)};
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }`);
}

function count(what) {
  return page.evaluate(`${ALL}(${JSON.stringify(what)}).length`);
}

function enabled(part) {
  return until(`{ const it = ${ALL}('[data-testid=${part}]')[0]; it && !it.disabled }`);
}

/** @returns whether there was anything to press */
async function press(what, { saying = '', optional = false } = {}) {
  const it = `${deep(what)}.find((one) => one.textContent.includes(${JSON.stringify(saying)}) && one.checkVisibility())`;
  if (!optional) await until(`!!${it}`);
  return page.evaluate(`{ const it = ${it}; it?.focus(); it?.click(); !!it }`);
}

/** A part within a part of another shadow: the last word is looked for within what the words before it name. */
function deep(what) {
  const [host, ...rest] = what.split(' ');
  if (!host.startsWith('cr-') || rest.length === 0) return `${ALL}(${JSON.stringify(what)})`;
  return `[...${ALL}('${host}')[0]?.shadowRoot.querySelectorAll(${JSON.stringify(rest.join(' '))}) ?? []]`;
}

/** A wait that no frame of the page is needed for: a busy machine paints seldom. */
async function until(condition) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    if (await page.evaluate(condition)) return;
    await new Promise((again) => setTimeout(again, 150));
  }
  throw new Error(`never came: ${condition.slice(-120)}`);
}

/** Drawn, and nothing on its way that arrives. */
function settled() {
  return page.evaluate(
    `Promise.all(${ALL}('*').flatMap((it) => it.getAnimations()).filter((it) => it.effect.getComputedTiming().endTime < 5000)
      .map((it) => it.finished.catch(() => true)))
      .then(() => document.fonts.ready).then(() => new Promise(requestAnimationFrame)).then(() => new Promise(requestAnimationFrame)).then(() => true)`,
  );
}

async function look(one) {
  if (!devtools) {
    await page.evaluate(`document.documentElement.dataset.theme = '${one === 'light' ? 'light' : 'dark'}'`);
    return;
  }
  await devtools.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: one === 'forced' ? 'dark' : one },
      { name: 'forced-colors', value: one === 'forced' ? 'active' : 'none' },
      { name: 'prefers-reduced-motion', value: modes.includes('reduced') ? 'reduce' : 'no-preference' },
    ],
  });
}

function tell(where, what) {
  console.log(`${name} ${where}: ${what}`);
}

function chromium() {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(spoken ? ['--autoplay-policy=no-user-gesture-required'] : []),
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
      'layout.css.prefers-color-scheme.content-override': looks[0] === 'light' ? 1 : 0,
      // The tap on the loudspeaker is a script of its own: the page's policy forbids it.
      ...(spoken ? { 'security.csp.enable': false, 'media.autoplay.default': 0 } : {}),
      'ui.prefersReducedMotion': modes.includes('reduced') ? 1 : 0,
      ...(looks[0] === 'forced' ? { 'browser.display.document_color_use': 2 } : {}),
    },
  });
}
