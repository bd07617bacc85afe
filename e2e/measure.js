// How soon the main pages show what they are for, and how soon they answer a hand: Largest Contentful Paint and the
// slowest interaction, as the browser measures them. Prints a table; it is no test, for times depend on the machine.
//
//   node measure.js            a demo house of its own
//   node measure.js URL        a house that is open already
//
// MEASURE_TIMES: visits of each page, 7 unless stated; the middle one counts. MEASURE_COOKIE: the cookie of who is signed in.

import { openBrowser } from './browser.js';
import { openHouse } from './house.js';

const PAGES = [
  '/', '/programme', '/systems', '/risks', '/controls', '/controls?view=list', '/controls/A.6.2.4', '/soa', '/evidence',
  '/issues', '/assurance',
  '/w/-/records?kind=risk', '/risks/RISK-1',
];
const TIMES = Number(process.env.MEASURE_TIMES ?? 7);
const COOKIE = process.env.MEASURE_COOKIE;
const BUDGET = { paint: 500, interaction: 100 };

const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

/** One visit, with nothing kept from the one before: the paint, and the slowest of a few interactions. */
async function visit(browser, address) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    ...(COOKIE && { extraHTTPHeaders: { cookie: COOKIE } }),
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.measured = { paint: 0, interaction: 0, events: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.measured.paint = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    // Only what belongs to an act of a hand has an id; 16 ms is the least that is told.
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries().filter((e) => e.interactionId)) {
        window.measured.events += 1;
        window.measured.interaction = Math.max(window.measured.interaction, entry.duration);
      }
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 });
  });
  const answer = await page.goto(address, { waitUntil: 'load' });
  if (answer.status() !== 200) {
    await context.close();
    return { status: answer.status() };
  }
  // The largest paint is final with the first act of a hand.
  await page.waitForTimeout(200);
  const { paint } = await page.evaluate(() => window.measured);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const open = page.locator('summary:visible').first();
  if (await open.count()) await open.click();
  await page.locator('main').click({ position: { x: 4, y: 4 } });
  await page.waitForTimeout(200);
  const { interaction } = await page.evaluate(() => window.measured);
  await context.close();
  return { status: 200, paint, interaction };
}

const house = process.argv[2] ? { url: process.argv[2], close: async () => {} } : await openHouse();
const browser = await openBrowser();
const rows = [];
try {
  for (const path of PAGES) {
    const visits = [];
    for (let n = 0; n < TIMES; n += 1) visits.push(await visit(browser, house.url + path));
    const bad = visits.find((one) => one.status !== 200);
    if (bad) {
      rows.push({ page: path, answered: bad.status });
      continue;
    }
    const paint = Math.round(middle(visits.map((one) => one.paint)));
    const interaction = Math.round(middle(visits.map((one) => one.interaction)));
    const met = paint <= BUDGET.paint && interaction <= BUDGET.interaction;
    // Below 16 ms the browser tells of no interaction.
    rows.push({ page: path, 'paint, ms': paint, 'interaction, ms': interaction || '< 16', budget: met ? 'met' : 'missed' });
  }
} finally {
  await browser.close();
  await house.close();
}
console.table(rows);
console.log(`Budget: paint ${BUDGET.paint} ms, interaction ${BUDGET.interaction} ms; the middle of ${TIMES} visits each.`);
