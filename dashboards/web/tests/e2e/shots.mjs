// Pictures of the page for looking at: node tests/e2e/shots.mjs FOLDER [name …]. SOJOURN_URL: a running server in place of the mock.
import { mkdir } from 'node:fs/promises';
import { startMock } from '../mock/server.mjs';
import { launch } from './browser.mjs';

const [folder = 'target/shots', ...only] = process.argv.slice(2);
const OPEN = 'from=ELIGIBILITY_CHECKED&to=INTAKE';
const CHOSEN = encodeURIComponent("case(in(urgency, ['ROUTINE']))");
const SHOTS = [
  { name: 'wall-light', width: 1920, height: 1080, query: '?theme=light' },
  { name: 'wall-dark', width: 1920, height: 1080, query: '?theme=dark' },
  { name: 'wall-light-full', width: 1920, height: 1080, query: '?theme=light', full: true },
  { name: 'wall-dark-full', width: 1920, height: 1080, query: '?theme=dark&overlay=p90', full: true },
  { name: 'laptop-light', width: 1366, height: 768, query: '?theme=light' },
  { name: 'laptop-dark', width: 1366, height: 768, query: '?theme=dark' },
  { name: 'laptop-full', width: 1366, height: 768, query: '?theme=light', full: true },
  { name: 'phone-light', width: 390, height: 844, query: '?theme=light', full: true },
  { name: 'phone-dark', width: 390, height: 844, query: '?theme=dark' },
  { name: 'measure', width: 1366, height: 768, query: '?theme=light&measure=denial_rate&by=payer_class#rates' },
  { name: 'queue', width: 1366, height: 768, query: '?theme=dark&queue=documentation' },
  { name: 'case', width: 1366, height: 768, query: '?theme=light&case=PA-20517' },
  { name: 'case-phone', width: 390, height: 844, query: '?theme=dark&case=PA-20517' },
  { name: 'empty', width: 1366, height: 768, query: '?theme=light', state: 'empty' },
  { name: 'down', width: 1366, height: 768, query: '?theme=light', state: 'down' },
  { name: 'sign-in', width: 1366, height: 768, query: '?theme=light', state: 'keys' },
  { name: 'sign-in-dark-phone', width: 390, height: 844, query: '?theme=dark', state: 'keys' },
  { name: 'lost', width: 1366, height: 768, query: '?theme=light', then: 'down' },
  { name: 'analysis-wall', width: 1920, height: 1080, query: '?view=analysis&theme=light', full: true },
  { name: 'analysis-wall-dark', width: 1920, height: 1080, query: '?view=analysis&theme=dark', full: true },
  { name: 'analysis-laptop', width: 1366, height: 768, query: '?view=analysis&theme=light' },
  { name: 'analysis-phone', width: 390, height: 844, query: `?view=analysis&theme=light&${OPEN}`, full: true },
  { name: 'analysis-open', width: 1366, height: 2600, query: `?view=analysis&theme=light&${OPEN}&filter=${CHOSEN}` },
  { name: 'analysis-open-dark', width: 1366, height: 2600, query: `?view=analysis&theme=dark&${OPEN}` },
  { name: 'analysis-compare', width: 1366, height: 1000, query: `?view=analysis&theme=light&filter=${CHOSEN}&against=not(${CHOSEN})#compare` },
  { name: 'analysis-fault', width: 1366, height: 900, query: '?view=analysis&theme=light&filter=and(case(in(payer,%20[AETNA)),%20has(x))' },
  { name: 'analysis-none', width: 1366, height: 2000, query: "?view=analysis&theme=light&filter=has('Nobody')" },
  { name: 'analysis-busy', width: 1366, height: 900, query: '?view=analysis&theme=light', busy: 99 },
  { name: 'analysis-lost', width: 1366, height: 900, query: '?view=analysis&theme=light', then: 'down' },
];

await mkdir(folder, { recursive: true });
const mock = process.env.SOJOURN_URL ? null : await startMock();
const base = process.env.SOJOURN_URL ?? mock.url;
const set = (query) => mock && fetch(`${base}/__mock?${query}`, { method: 'POST' });
const browser = await launch();
for (const shot of SHOTS.filter((s) => only.length === 0 || only.includes(s.name))) {
  await set(`state=${shot.state ?? 'ok'}&busy=${shot.busy ?? 0}`);
  const page = await browser.newPage({ viewport: { width: shot.width, height: shot.height } });
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) console.log(`${shot.name}: ${m.text()}`); });
  page.on('pageerror', (e) => console.log(`${shot.name}: ${e}`));
  await page.goto(`${base}/${shot.query}`);
  await page.waitForTimeout(1800);
  if (shot.then) {
    await set(`state=${shot.then}`);
    await set('drop=1');
    await page.waitForTimeout(2500);
  }
  if (shot.query.includes('#')) await page.locator(shot.query.slice(shot.query.indexOf('#'))).evaluate((e) => e.scrollIntoView());
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) console.log(`${shot.name}: ${overflow} px wider than the window`);
  await page.screenshot({ path: `${folder}/${shot.name}.png`, fullPage: shot.full ?? false });
  await page.close();
}
await browser.close();
mock?.stop();
