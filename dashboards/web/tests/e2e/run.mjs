// The page against the mock, in the system's Chromium: `npm run build && npm run e2e`. Each check is a sentence.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checks as ofAnalysis } from './analysis.mjs';
import { startMock } from '../mock/server.mjs';
import { launch } from './browser.mjs';

if (!existsSync(fileURLToPath(new URL('../../dist/index.html', import.meta.url)))) {
  console.error('There is no dist/index.html. Maybe run `npm run build` first.');
  process.exit(1);
}

const checks = [];
const check = (sentence, work, options = {}) => checks.push({ sentence, work, options });
const value = (page, metric) => page.locator(`[data-metric="${metric}"]`).first().getAttribute('data-value');
const settled = (page) => page.waitForSelector('[data-metric^="queue."]');

check('the page shows the figures that the API gives', async ({ page, mock, api }) => {
  await control(mock, 'freeze=1');
  await page.reload();
  await settled(page);
  const { queues } = await api('queues');
  for (const q of queues) {
    for (const figure of ['open', 'oldest_seconds', 'p90_seconds']) assert.equal(await value(page, `queue.${q.queue}.${figure}`), String(q[figure]), `${q.queue}.${figure}`);
  }
  const { measures } = await api('measures');
  for (const m of measures) {
    for (const figure of ['numerator', 'denominator', 'value']) assert.equal(await value(page, `measure.${m.measure}.${figure}`), String(m[figure]), `${m.measure}.${figure}`);
  }
  const { slas } = await api('slas');
  for (const s of slas) assert.equal(await value(page, `sla.${s.sla}.breached`), String(s.breached));
  const { handoffs } = await api('handoffs');
  await page.locator('#handoffs').getByRole('button', { name: /Show all/ }).click();
  for (const h of handoffs) {
    const row = page.locator(`[data-metric="handoff"][data-from=${JSON.stringify(h.from)}][data-to=${JSON.stringify(h.to)}]`);
    assert.equal(await row.getAttribute('data-count'), String(h.count));
    assert.equal(await row.getAttribute('data-mean-delay-seconds'), String(h.mean_delay_seconds));
  }
});

check('the time moves with the stream, and clocks tick against it', async ({ page }) => {
  const before = await value(page, 'health.as_of');
  const third = page.locator('[data-metric="clock"]').nth(2);
  const clock = page.locator(`[data-metric="clock"][data-case=${JSON.stringify(await third.getAttribute('data-case'))}]`).first();
  const left = Number(await clock.getAttribute('data-value'));
  await page.waitForFunction((was) => document.querySelector('[data-metric="health.as_of"]').dataset.value !== was, before);
  const after = Number(await clock.getAttribute('data-value'));
  const moved = (Date.parse(await value(page, 'health.as_of')) - Date.parse(before)) / 1000;
  assert.ok(moved >= 60 && Math.abs(left - after - moved) <= 61, `${moved} s, from ${left} to ${after}`);
});

check('who has no key sees the sign-in alone, a wrong key is said, the right one opens, and one can sign out again', async ({ page, mock }) => {
  await control(mock, 'state=keys');
  await page.reload();
  const field = page.getByLabel('Key');
  await field.waitFor();
  assert.equal(await page.locator('[data-metric]').count(), 0);
  await field.fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('The key is not known here').waitFor();
  await field.fill('right');
  await page.keyboard.press('Enter');
  await settled(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await field.waitFor();
}, { faults: true });

check('a broken stream falls back to asking, a dead server says so, and both heal', async ({ page, mock }) => {
  await control(mock, 'stream=off&drop=1');
  await page.waitForSelector('[data-metric="freshness"][data-value="Refreshing"]');
  assert.equal(await page.locator('main').getAttribute('data-stale'), 'false');
  await control(mock, 'state=down');
  await page.waitForSelector('[data-metric="freshness"][data-value="Connection lost"]');
  assert.equal(await page.locator('main').getAttribute('data-stale'), 'true');
  await page.getByRole('alert').getByText('The figures below are the last received').waitFor();
  await control(mock, 'state=ok&stream=on');
  await page.waitForSelector('[data-metric="freshness"][data-value="Replaying"]', { timeout: 30_000 });
  assert.equal(await page.getByRole('alert').count(), 0);
}, { faults: true });

check('of several processes the first is shown, another one can be chosen, and the address keeps it', async ({ page, mock }) => {
  assert.equal(await page.locator('[data-metric="process"]').count(), 0);
  await control(mock, 'processes=prior-authorization,referral');
  await page.reload();
  await settled(page);
  const chooser = page.getByLabel('Process', { exact: true });
  assert.equal(await chooser.inputValue(), 'prior-authorization');
  await chooser.selectOption('referral');
  await page.getByRole('heading', { level: 1, name: 'Referral' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('process'), 'referral');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Referral' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Prior authorization' }).waitFor();
  await control(mock, 'processes=prior-authorization');
});

check('names from the data are only text', async ({ page }) => {
  await page.locator('#handoffs').getByRole('button', { name: /Show all/ }).click();
  await page.getByText('<img src=x onerror="window.pwned=1">').first().waitFor();
  await page.goto(`${new URL(page.url()).origin}/?case=${encodeURIComponent('<img src=x onerror="window.pwned=1">')}`);
  await page.locator('dialog h2').getByText('<img').waitFor();
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(await page.locator('img').count(), 0);
});

check('a click on a case opens its timeline, and Escape and Back close it', async ({ page }) => {
  const id = await page.locator('[data-metric="clock"]').first().getAttribute('data-case');
  await page.locator('[data-metric="clock"] button').first().click();
  await page.waitForSelector(`[data-metric="case"][data-value="${id}"]`);
  assert.ok((await page.locator('dialog .events li').count()) >= 7);
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'hidden' });
  assert.ok(!page.url().includes('case='));
  await page.locator('[data-metric="clock"] button').first().click();
  await page.waitForSelector('dialog[open]');
  await page.goBack();
  await page.waitForSelector('dialog', { state: 'hidden' });
});

check('a case that is not there says so', async ({ page, url }) => {
  await page.goto(`${url}/?case=NOPE`);
  await page.locator('dialog').getByText('There is no case "NOPE". Maybe it is spelled differently.').waitFor();
}, { faults: true });

check('a case is found by its id, with the keyboard alone', async ({ page }) => {
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('pa-2051');
  await page.locator('.results button').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-metric="case"][data-value="PA-20517"]');
});

check('a measure opens, splits by a dimension, and the address keeps it', async ({ page }) => {
  await page.getByRole('button', { name: 'Denial rate' }).click();
  await page.getByRole('button', { name: 'service line' }).click();
  const rows = page.locator('[data-metric="measure.denial_rate.by"]');
  await rows.first().waitFor();
  assert.equal(await rows.count(), 5);
  assert.match(page.url(), /by=service_line/);
  assert.match(page.url(), /measure=denial_rate/);
  await page.reload();
  await rows.first().waitFor();
  await page.waitForSelector('#rates figure svg');
});

check('a queue opens with its chart and the cases in it', async ({ page }) => {
  await page.getByRole('button', { name: 'Specialist review' }).click();
  await page.waitForSelector('#queues figure svg');
  assert.ok((await page.locator('#queues .side li').count()) > 5);
});

check('another window asks for other figures', async ({ page, mock, api }) => {
  await control(mock, 'freeze=1');
  await page.getByRole('button', { name: '7 d' }).click();
  const { measures } = await api('measures?window=7d');
  await page.waitForSelector(`[data-metric="measure.denial_rate.denominator"][data-value="${measures[0].denominator}"]`, { state: 'attached' });
  assert.match(page.url(), /window=7d/);
});

check('fewer arcs leave the happy path, and the overlay changes their labels', async ({ page, url }) => {
  await page.goto(`${url}/?arcs=0`);
  await page.waitForSelector('#map svg .node');
  assert.equal(await page.locator('#map .node').count(), 6);
  await page.getByRole('slider').fill('100');
  await page.waitForFunction(() => document.querySelectorAll('#map .node').length === 12);
  await page.getByRole('button', { name: 'Median time' }).click();
  await page.locator('#map .arc text').getByText('h').first().waitFor();
  await page.locator('#map .node').first().focus();
  await page.locator('#map .details b').waitFor();
});

check('the theme is kept, by the address and by the browser', async ({ page, url }) => {
  await page.getByRole('button', { name: 'Dark colours' }).click();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  assert.match(page.url(), /theme=dark/);
  await page.goto(`${url}/`);
  await settled(page);
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
});

check('a process without events shows designed emptiness, not zeros that look like figures', async ({ page, mock }) => {
  await control(mock, 'state=empty');
  await page.reload();
  await page.getByText('No case has passed from one activity to another yet.').waitFor();
  await page.getByText('no events yet').waitFor();
  assert.equal(await value(page, 'measure.denial_rate.value'), '');
}, {});

check('nothing is wider than a phone', async ({ page }) => {
  for (const width of [390, 768, 1024, 1366, 1920]) {
    await page.setViewportSize({ width, height: 844 });
    await page.waitForTimeout(150);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, `${over} px too wide at ${width}`);
  }
});

check('every control has a name, and every picture a text', async ({ page }) => {
  await page.waitForSelector('#map svg .node');
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, [role=img], [role=group], section')]
      .filter((e) => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent?.trim() || e.closest('label')))
      .map((e) => e.outerHTML.slice(0, 120)),
  );
  assert.deepEqual(nameless, []);
});

checks.push(...ofAnalysis);
const control = (mock, query) => fetch(`${mock.url}/__mock?${query}`, { method: 'POST' });

const browser = await launch();
const only = process.argv[2];
let failed = 0;
for (const { sentence, work, options } of checks.filter((c) => !only || c.sentence.includes(only))) {
  const mock = await startMock();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(12_000);
  const complaints = [];
  page.on('console', (m) => m.type() === 'error' && complaints.push(m.text()));
  page.on('pageerror', (e) => complaints.push(String(e)));
  const api = async (path) => (await fetch(`${mock.url}/api/v1/${path}`)).json();
  try {
    await page.goto(mock.url);
    await settled(page);
    await work({ page, mock, api, url: mock.url });
    // A fault on purpose is logged by the browser itself; anything else (the content policy, an exception) is an error.
    assert.deepEqual(options.faults ? complaints.filter((c) => !c.startsWith('Failed to load resource')) : complaints, []);
    console.log(`ok    ${sentence}`);
  } catch (error) {
    failed++;
    console.log(`FAILS ${sentence}\n      ${String(error.message).split('\n').slice(0, 12).join('\n      ')}`);
  }
  await context.close();
  mock.stop();
}
await browser.close();
console.log(failed === 0 ? 'All checks hold.' : `${failed} checks fail.`);
process.exit(failed === 0 ? 0 : 1);
