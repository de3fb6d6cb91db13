// Checks of the screen "Analysis"; run by run.mjs.
import assert from 'node:assert/strict';

const control = (mock, query) => fetch(`${mock.url}/__mock?${query}`, { method: 'POST' }).then((r) => r.json());
const attribute = (page, metric, name = 'data-value') => page.locator(`[data-metric="${metric}"]`).first().getAttribute(name);
const ready = (page) => page.waitForSelector('[data-metric="bottleneck"]');
const row = (page, from, to) => page.locator(`[data-metric="bottleneck"][data-from=${JSON.stringify(from)}][data-to=${JSON.stringify(to)}]`);
const parameter = (page, name) => new URL(page.url()).searchParams.get(name);
const near = (shown, given, what) => assert.ok(Math.abs(Number(shown) - given) <= 1e-6 * Math.abs(given), `${what}: ${shown}, not ${given}`);

async function open(page, url, query = '') {
  await page.goto(`${url}/?view=analysis${query}`);
  await ready(page);
}

export const checks = [];
const check = (sentence, work, options = {}) => checks.push({ sentence: `analysis: ${sentence}`, work, options });

check('it is opened by the header, and asks only then', async ({ page, mock }) => {
  await page.waitForTimeout(1200);
  assert.equal((await control(mock, '')).mined, 0);
  await page.getByRole('link', { name: 'Analysis' }).click();
  await ready(page);
  assert.equal(parameter(page, 'view'), 'analysis');
  assert.ok((await control(mock, '')).mined >= 3);
  await page.goBack();
  await page.waitForSelector('[data-metric^="queue."]');
});

check('the figures are those of the API, in seconds', async ({ page, url, mock, api }) => {
  await control(mock, 'freeze=1');
  await open(page, url);
  const found = await api('bottlenecks');
  await page.locator('#bottlenecks').getByRole('button', { name: /Show all/ }).click();
  for (const s of found.segments) near(await row(page, s.from, s.to).getAttribute('data-value'), s.wait_hours * 3600, `${s.from} > ${s.to}`);
  const slow = page.locator('#slow [data-metric="slow_variant"]');
  assert.equal(await slow.count(), found.bottlenecks.length);
  near(await slow.first().getAttribute('data-value'), found.bottlenecks[0].hours_a_month, 'hours a month');
  near(await slow.first().locator('[data-metric="slow_variant.speed_seconds"]').getAttribute('data-value'), found.bottlenecks[0].speed_hours * 3600, 'speed');
  const waits = await api('waits');
  await page.waitForSelector('[data-metric="wait_cause"]');
  near(await page.locator('[data-metric="wait_cause"][data-key="unavailability"]').getAttribute('data-value'), waits.wait_hours_by_cause.unavailability * 3600, 'unavailability');
  assert.equal(await attribute(page, 'waits.estimated'), String(waits.estimated_starts));
  const handovers = await api('handovers');
  assert.equal(await attribute(page, 'handovers.ping_pongs'), String(handovers.ping_pongs));
  assert.equal(await attribute(page, 'handover', 'data-count'), String(handovers.pairs[0].count));
});

check('the data goes on, and nothing is asked again until somebody wants it', async ({ page, mock, url }) => {
  await open(page, url);
  await page.waitForSelector('[data-metric="handover"]');
  await page.waitForTimeout(500);
  const { mined } = await control(mock, '');
  await page.waitForSelector('[data-metric="analysis.newer"]');
  const before = await attribute(page, 'analysis.as_of');
  await page.waitForTimeout(2500);
  assert.equal((await control(mock, '')).mined, mined);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.waitForFunction((was) => { const now = document.querySelector('[data-metric="analysis.as_of"]').dataset.value; return now !== '' && now !== was; }, before);
  assert.ok((await control(mock, '')).mined > mined);
});

check('a filter that is written applies to every panel, stands in the address, and is taken apart', async ({ page, mock, url, api }) => {
  await control(mock, 'freeze=1');
  await open(page, url);
  await page.getByLabel('Cases', { exact: true }).fill("and(case(in(payer, ['AETNA', 'O''Hara'])), duration(min=2d))");
  await page.keyboard.press('Enter');
  const { cases } = await api("process-map?filter=has('x')");
  await page.waitForSelector(`[data-metric="analysis.cases"][data-value="${cases}"]`);
  const [first] = (await api("bottlenecks?filter=has('x')")).segments;
  await page.waitForFunction((wait) => Math.abs(Number(document.querySelector('[data-metric="bottleneck"]').dataset.value) - wait) < 1, first.wait_hours * 3600);
  await page.locator('#filter').getByText("payer is AETNA or O'Hara").waitFor();
  await page.getByRole('button', { name: 'Remove: takes 2d or longer' }).click();
  assert.equal(parameter(page, 'filter'), "case(in(payer, ['AETNA', 'O''Hara']))");
  await page.reload();
  await page.locator('#filter').getByText("payer is AETNA or O'Hara").waitFor();
  await page.getByRole('button', { name: 'Remove all' }).click();
  await page.goBack();
  assert.equal(parameter(page, 'filter'), "case(in(payer, ['AETNA', 'O''Hara']))");
});

check('conditions are added by choosing, and by what is seen in the panels', async ({ page, url }) => {
  await open(page, url, '&from=SUBMITTED&to=DECIDED');
  await page.getByLabel('Only cases where').selectOption('longer');
  await page.getByLabel('How long').fill('3');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.locator('[data-metric="condition"][data-value="duration(min=3d)"]').waitFor();
  await page.getByRole('button', { name: 'Only cases that pass here' }).click();
  assert.equal(parameter(page, 'filter'), "and(duration(min=3d), directly_follows('SUBMITTED', 'DECIDED'))");
  await page.locator('[data-metric="root_cause"][data-attribute="urgency"] button').first().click();
  assert.match(parameter(page, 'filter'), /, event\(in\(urgency, \['ROUTINE'\]\)\)\)$/);
  await page.locator('#map summary').click();
  await page.getByRole('button', { name: 'Only cases that pass Received to Eligibility checked' }).click();
  assert.match(parameter(page, 'filter'), /, directly_follows\('RECEIVED', 'ELIGIBILITY_CHECKED'\)\)$/);
  await page.locator('#map .node[data-activity="RECEIVED"]').focus();
  await page.keyboard.press('Enter');
  assert.match(parameter(page, 'filter'), /, has\('RECEIVED'\)\)$/);
  await page.getByRole('button', { name: 'Remove all' }).click();
  await page.getByRole('button', { name: 'Only cases that go the way of variant 3' }).click();
  assert.match(parameter(page, 'filter'), /^and\(starts\('RECEIVED'\), ends\('DECIDED'\), directly_follows\('RECEIVED', 'ELIGIBILITY_CHECKED'\), directly_follows\('ELIGIBILITY_CHECKED', 'SUBMITTED'\), directly_follows\('SUBMITTED', 'DECIDED'\), not\(has\('APPEALED', .*\)\)\)$/);
  await page.locator('#filter').getByText('has none of 8 other activities').waitFor();
});

check('a filter that is wrong is said once, with its place', async ({ page, url }) => {
  await page.goto(`${url}/?view=analysis&filter=${encodeURIComponent('and(case(in(payer, [AETNA)), has(x))')}`);
  await page.waitForSelector('[data-metric="filter.fault"]');
  assert.equal(await attribute(page, 'filter.fault'), '26');
  await page.getByRole('button', { name: 'Go to character 26' }).click();
  assert.deepEqual(await page.evaluate(() => [document.activeElement.tagName, document.activeElement.selectionStart]), ['INPUT', 25]);
  assert.equal(await page.getByRole('alert').count(), 1);
  await page.locator('#bottlenecks').getByText("the filter above can't be used").waitFor();
  await page.getByLabel('Cases', { exact: true }).fill('has(x)');
  await page.keyboard.press('Enter');
  await ready(page);
}, { faults: true });

check('no case at all is said in words', async ({ page, url }) => {
  await page.goto(`${url}/?view=analysis&filter=${encodeURIComponent("has('Nobody')")}`);
  await page.locator('#bottlenecks').getByText('Nothing waited in these cases.').waitFor();
  await page.locator('#handovers').getByText('No work was handed over').waitFor();
  assert.equal(await attribute(page, 'analysis.cases'), '0');
});

check('a busy server is waited for as long as it says', async ({ page, mock, url }) => {
  await control(mock, 'busy=6');
  await page.goto(`${url}/?view=analysis`);
  await page.getByText('The server is busy.').first().waitFor();
  await ready(page);
  await page.waitForSelector('[data-metric="handover"]');
  await page.waitForFunction(() => document.querySelectorAll('[data-metric="asking"]').length === 0);
}, { faults: true });

check('a lost server leaves what was there, and is asked again', async ({ page, mock, url }) => {
  await open(page, url);
  await page.waitForSelector('[data-metric="handover"]');
  await control(mock, 'state=down&drop=1');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.locator('#bottlenecks').getByText('The figures below are of before').waitFor();
  await row(page, 'SUBMITTED', 'DECIDED').waitFor();
  await control(mock, 'state=ok');
  await page.waitForFunction(() => document.querySelectorAll('[data-metric="asking"]').length === 0, undefined, { timeout: 30_000 });
}, { faults: true });

check('a segment opens with its slow ways, what goes with it, and its picture; Back closes it', async ({ page, url }) => {
  await open(page, url);
  await row(page, 'ELIGIBILITY_CHECKED', 'INTAKE').getByRole('button').click();
  assert.deepEqual([parameter(page, 'from'), parameter(page, 'to')], ['ELIGIBILITY_CHECKED', 'INTAKE']);
  await page.waitForSelector('#bottlenecks [data-metric="slow_variant"]');
  await page.waitForSelector('#bottlenecks [data-metric="root_cause"]');
  await page.waitForSelector('#bottlenecks [data-metric="picture"][data-value="shown"] img');
  assert.match(await page.locator('#bottlenecks figure img').getAttribute('alt'), /^Performance spectrum: each passage from Eligibility checked to Intake/);
  const link = new URL(await page.locator('#bottlenecks figure a').getAttribute('href'));
  assert.deepEqual([link.pathname, link.searchParams.get('from')], ['/api/v1/spectrum.svg', 'ELIGIBILITY_CHECKED']);
  await page.goBack();
  await page.waitForSelector('#bottlenecks figure', { state: 'detached' });
});

check('waits are summed up by activity, by who hands to whom, and by queue', async ({ page, url, api }) => {
  await open(page, url, '&places=activities');
  const found = await api('bottlenecks');
  const first = (key) => page.locator(`[data-metric="bottleneck"][data-key="${key}"]`).first();
  near(await first('activities').getAttribute('data-value'), found.activities[0].wait_hours * 3600, 'activity');
  await page.getByRole('button', { name: 'Who to whom' }).click();
  near(await first('resources').getAttribute('data-value'), found.resource_pairs[0].wait_hours * 3600, 'pair');
  assert.equal(parameter(page, 'places'), 'resources');
  await page.getByRole('button', { name: 'Queues' }).click();
  near(await first('queues').getAttribute('data-value'), found.queues[0].stay_hours * 3600, 'queue');
});

check('pictures are shown when they come into sight, run nothing, and say when they fail', async ({ page, mock, url }) => {
  await open(page, url);
  await page.locator('#flow').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelectorAll('#flow [data-metric="picture"][data-value="shown"]').length === 3);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('#flow img')].every((i) => i.complete && i.naturalWidth > 0)), true);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  await control(mock, 'pictures=broken');
  await page.reload();
  await page.locator('#flow').scrollIntoViewIfNeeded();
  await page.locator('#flow').getByText("the server's answer is no picture").first().waitFor();
  await control(mock, 'pictures=refused');
  await page.reload();
  await page.locator('#flow').scrollIntoViewIfNeeded();
  await page.locator('#flow').getByText('There is nothing to draw.').first().waitFor();
}, { faults: true });

check('two groups are compared in words, each difference with its counts and its certainty', async ({ page, url, api }) => {
  await open(page, url, `&filter=${encodeURIComponent("case(in(urgency, ['ROUTINE']))")}`);
  await page.getByRole('button', { name: 'B is everything else' }).click();
  assert.equal(parameter(page, 'against'), "not(case(in(urgency, ['ROUTINE'])))");
  const line = page.locator('[data-metric="difference"][data-key="time"]').first();
  await line.waitFor();
  const greatest = (await api('differences?against=x')).differences.filter((d) => d.shift_q !== null && d.shift_q <= 0.05).sort((a, b) => Math.abs(b.shift_hours) - Math.abs(a.shift_hours))[0];
  near(await line.getAttribute('data-value'), greatest.shift_hours * 3600, 'shift');
  assert.match(await line.textContent(), /A waits .* longer/);
  await page.locator('#compare input[type=date]').fill('2026-03-01');
  await page.getByRole('button', { name: 'Compare' }).click();
  assert.equal(parameter(page, 'filter'), "and(case(in(urgency, ['ROUTINE'])), time(started, from=2026-03-01))");
  assert.equal(parameter(page, 'against'), "and(case(in(urgency, ['ROUTINE'])), time(started, to=2026-03-01))");
});

check('nothing is wider than a phone, and every control and picture has a name', async ({ page, url }) => {
  await open(page, url, `&from=ELIGIBILITY_CHECKED&to=INTAKE&against=${encodeURIComponent("has('x')")}&filter=${encodeURIComponent("case(in(payer, ['A_very_long_name_of_a_payer_without_any_blank_in_it_at_all_that_never_ends']))")}`);
  await page.waitForSelector('[data-metric="difference"]');
  await page.waitForSelector('#map svg .node');
  for (const width of [390, 768, 1024, 1366, 1920]) {
    await page.setViewportSize({ width, height: 844 });
    await page.waitForTimeout(150);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, `${over} px too wide at ${width}`);
  }
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, a, img, [role=img], [role=group], section')]
      .filter((e) => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.getAttribute('alt') || e.textContent?.trim() || e.labels?.length || e.querySelector('img[alt]') || e.closest('label')))
      .map((e) => e.outerHTML.slice(0, 120)),
  );
  assert.deepEqual(nameless, []);
});
