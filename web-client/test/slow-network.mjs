// How soon the phone rings over a slow network: node test/slow-network.mjs [ADDRESS] [RUNS]
// Slow 3G as browsers' own tools emulate it, nothing cached, Chromium at a phone's size. Wants a running server.
import puppeteer from 'puppeteer-core';

const [address = 'http://localhost:8080/', runs = '3'] = process.argv.slice(2);
const SLOW_3G = {
  offline: false,
  latency: 400,
  downloadThroughput: 400_000 / 8,
  uploadThroughput: 400_000 / 8,
};
const DEEP = `const deep = (root, what) => root.querySelector(what) ??
  [...root.querySelectorAll('*')].map((it) => it.shadowRoot && deep(it.shadowRoot, what)).find(Boolean);`;
/** When the page, by its own clock, can be answered, and what had been transferred by then. */
const ASKED = `new Promise((done) => {
  ${DEEP}
  const look = () => {
    const answer = deep(document, '[data-testid=answer]');
    if (!answer || answer.disabled) return void requestAnimationFrame(look);
    const at = performance.now();
    const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= at);
    done({ at, files: files.length, bytes: files.reduce((sum, { transferSize }) => sum + transferSize, 0) });
  };
  look();
})`;

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (let run = 1; run <= Number(runs); run++) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 360, height: 740 });
  const network = await page.createCDPSession();
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', SLOW_3G);
  await page.goto(address, { waitUntil: 'domcontentloaded', timeout: 120_000 });
  const { at, files, bytes } = await page.evaluate(ASKED);
  const told = `can be answered after ${(at / 1000).toFixed(1)} s by the page's clock`;
  console.log(`run ${run}: ${told}; ${files} files, ${Math.round(bytes / 1000)} kB until then`);
  await context.close();
}
await browser.close();
