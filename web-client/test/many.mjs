// How smooth the page is with many calls and with a long one, in a Chromium against a running server of its own folder:
//   node test/many.mjs ADDRESS TRANSCRIPTS [CALLS] [HOURS] [WIDTHxHEIGHT]
// The folder of the server is filled by what a person has as well: the transcripts are brought in again and again until
// there are CALLS (500), and a WebVTT of HOURS (2) is put together of their lines and brought in on the page. A time goes
// from the input to the frame that shows what came of it. The data stays: start the server with a folder of its own.
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { ALL } from './walk-faults.mjs';

const [address, folder, calls = '500', hours = '2', size = '1280x900'] = process.argv.slice(2);
const [width, height] = size.split('x').map(Number);
const PATIENCE_MS = 600_000;
const ROUNDS = 5;
const WORDS_A_MINUTE = 150;
const PAUSE_MS = 600;
/** A frame that is later than this is seen to be late. */
const LATE_MS = 50;

const transcripts = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .filter((text) => /^Kenji: /m.test(text));

await fill(Number(calls));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
  protocolTimeout: PATIENCE_MS,
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.log(`ERROR OF THE PAGE ${error}`));
  await page.setViewport({ width, height });
  await page.evaluateOnNewDocument(TIMES());
  await list(page);
  if (Number(hours) > 0) await long(page, Number(hours));
} finally {
  await browser.close();
}

/** Brings calls in until there are so many, and waits until all of them are graded. */
async function fill(wanted) {
  const there = (await sessions()).length;
  const begun = performance.now();
  let taken = there;
  for (let next = there; taken < wanted; next++) {
    if (next - there > 2 * wanted) throw new Error('the transcripts are not taken');
    const answer = await fetch(`${address}/api/imports`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: transcripts[next % transcripts.length],
    });
    if (answer.ok) taken++;
  }
  await waited(async () => (await sessions()).every(({ status }) => status === 'graded'));
  const took = (performance.now() - begun) / 1000;
  if (taken > there) say(`${taken - there} calls brought in and graded`, `${took.toFixed(1)} s`);
}

async function sessions() {
  const answer = await fetch(`${address}/api/sessions`);
  return answer.json();
}

async function list(page) {
  const first = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto('about:blank');
    await page.goto(`${address}/#/sessions`, { waitUntil: 'domcontentloaded' });
    first.push(
      await page.evaluate(
        `times.when(() => ${ALL}('main ol > li').length >= ${Math.min(Number(calls), 500)})`,
      ),
    );
  }
  say(
    `list of ${await count(page, 'main ol > li')} calls, from the address to the first whole list`,
    told(first),
  );
  await each(page, 'a letter of the search', ['r', 'ro', 'rol', 'roll', ''], (words) =>
    input('[data-testid=search]', 'input', words),
  );
  const endings = await page.evaluate(
    `[...${ALL}('[data-testid=ending]')[0].options].map(({ value }) => value)`,
  );
  await each(page, 'an ending chosen', [...endings.slice(1, ROUNDS), ''], (ending) =>
    input('[data-testid=ending]', 'change', ending),
  );
  await each(
    page,
    'all chosen, or none',
    [1, 2, 3, 4],
    () => `${ALL}('[data-testid=choose-all]')[0].click()`,
  );
  await each(page, 'one chosen', [0, 1, 2], (which) => `${ALL}('main ol > li input')[${which}].click()`);
  await each(page, 'none chosen', [0, 1, 2], (which) => `${ALL}('main ol > li input')[${which}].click()`);
  say('scrolled to the end and back', await scrolled(page, 'document.scrollingElement'));
  await page.evaluate(`${ALL}('[data-testid=choose-all]')[0].click()`);
  await each(page, 'all deleted', [1], () => `${ALL}('[data-testid=delete-chosen]')[0].click()`);
  await each(page, 'all had back', [1], () => `${ALL}('[data-testid=undo]')[0].click()`);
}

async function long(page, hours) {
  const { file, turns } = captions(hours);
  await page.goto(`${address}/#/import`);
  await until(page, `!!${ALL}('[data-testid=file]')[0]`);
  const chooser = (await page.evaluateHandle(`${ALL}('[data-testid=file]')[0]`)).asElement();
  await page.evaluate('times.begin()');
  await chooser.uploadFile(file);
  say(
    `a transcript of ${hours} h, ${turns} turns: from the file to the preview`,
    await since(page, 'preview'),
  );
  await page.evaluate(`times.begin(); ${ALL}('[data-testid=take]')[0].click()`);
  say('from «Grade it» to its report', await since(page, 'player'));
  say('from «Grade it» to its score', await since(page, 'score'));
  await report(page, page.url());
}

async function report(page, its) {
  const opened = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto('about:blank');
    await page.goto(its, { waitUntil: 'domcontentloaded' });
    opened.push(
      await page.evaluate(`times.when(() => ${ALL}('cr-transcript')[0]?.shadowRoot.querySelector('li'))`),
    );
  }
  say('its report, from the address to the whole of it', told(opened));
  const bar = 'input[aria-label="Where in the call"]';
  await page.evaluate(`${ALL}('[data-testid=player]')[0].scrollIntoView({ block: 'center' })`);
  await each(
    page,
    'a place on the timeline',
    [0.9, 0.1, 0.5, 0.7, 0.3],
    (share) => `{
    const bar = ${ALL}('${bar}')[0];
    bar.value = String(${share} * Number(bar.max));
    bar.dispatchEvent(new Event('input', { bubbles: true }));
  }`,
  );
  await each(
    page,
    'the next line by its key',
    [1, 2, 3, 4, 5],
    () =>
      `${ALL}('[data-testid=player]')[0].dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, composed: true }))`,
  );
  await page.evaluate(`${ALL}('[data-testid=play]')[0].click()`);
  say('played for five seconds', spread(await page.evaluate('times.frames(5000)')));
  await page.evaluate(`${ALL}('[data-testid=play]')[0].click()`);
  say(
    'its words scrolled to the end and back',
    await scrolled(page, `${ALL}('cr-player-words')[0].shadowRoot.querySelector('ol')`),
  );
  say('its report scrolled to the end and back', await scrolled(page, 'document.scrollingElement'));
}

/** Captions as a meeting tool writes them, two hours at the pace of speech, of the lines of all transcripts in turn. */
function captions(hours) {
  const cues = ['WEBVTT', ''];
  const lines = transcripts.flatMap((text) =>
    text.split('\n').filter((line) => /^(Leader|Kenji): /.test(line)),
  );
  let at = 0;
  let turns = 0;
  let before = '';
  for (let next = 0; at < hours * 3_600_000; next++) {
    const [, who, words] = /^(\w+): (.*)$/.exec(lines[next % lines.length]);
    const end = at + (words.split(' ').length / WORDS_A_MINUTE) * 60_000;
    cues.push(`${stamp(at)} --> ${stamp(end)}`, `<v ${who}>${words}</v>`, '');
    if (who !== before) turns++;
    before = who;
    at = end + PAUSE_MS;
  }
  const file = join(mkdtempSync(join(tmpdir(), 'many-')), 'meeting.vtt');
  writeFileSync(file, cues.join('\n'));
  return { file, turns };
}

function stamp(ms) {
  return new Date(ms).toISOString().slice(11, 23);
}

/** One deed after the other, each from its beginning to the frame that shows it. */
async function each(page, what, values, deed) {
  const took = [];
  for (const value of values) took.push(await page.evaluate(`times.of(() => { ${deed(value)} })`));
  say(what, told(took));
}

function input(where, kind, value) {
  return `const field = ${ALL}('${where}')[0];
    field.value = ${JSON.stringify(value)};
    field.dispatchEvent(new Event('${kind}', { bubbles: true }));`;
}

async function scrolled(page, what) {
  return spread(await page.evaluate(`times.scrolled(${what})`));
}

async function since(page, part) {
  return told([await page.evaluate(`times.since(() => ${ALL}('[data-testid=${part}]').length > 0)`)]);
}

function count(page, what) {
  return page.evaluate(`${ALL}('${what}').length`);
}

function told(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (sorted.length === 1) return `${Math.round(middle)} ms`;
  return `p50 ${Math.round(middle)} ms, longest ${Math.round(sorted.at(-1))} ms of ${sorted.length}`;
}

function spread(frames) {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  const late = frames.filter((frame) => frame > LATE_MS).length;
  return `${frames.length} frames, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms, ${late} over ${LATE_MS} ms`;
}

function say(what, value) {
  console.log(`${what}: ${value}`);
}

async function waited(condition) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    if (await condition()) return;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error('never came');
}

function until(page, condition) {
  return waited(() => page.evaluate(condition).catch(() => false));
}

/** What runs in the page: the time to the frame behind what was done, and from frame to frame. */
function TIMES() {
  return `window.times = {
    painted: () => new Promise((shown) => requestAnimationFrame(() => setTimeout(() => shown(performance.now())))),
    async of(deed) {
      const begun = performance.now();
      deed();
      return (await this.painted()) - begun;
    },
    begin() { this.begun = performance.now(); },
    async since(condition) { return (await this.when(condition)) - this.begun; },
    async when(condition) {
      while (!condition()) await new Promise(requestAnimationFrame);
      return this.painted();
    },
    async frames(ms) {
      const all = [];
      const end = performance.now() + ms;
      for (let before = performance.now(); before < end;) {
        const now = await new Promise(requestAnimationFrame);
        all.push(now - before);
        before = now;
      }
      return all.slice(1);
    },
    async scrolled(what) {
      const all = [];
      const far = what.scrollHeight - what.clientHeight;
      const step = Math.max(120, far / 120);
      for (const [from, by] of [[0, step], [far, -step]]) {
        let before = 0;
        for (let y = from; y >= 0 && y <= far; y += by) {
          what.scrollTop = y;
          const now = await new Promise(requestAnimationFrame);
          if (before > 0) all.push(now - before);
          before = now;
        }
      }
      return all;
    },
  };`;
}
