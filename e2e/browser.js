// The browser, and a page that keeps account of everything that must not happen while it is shown.

import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const shots = fileURLToPath(new URL('shots/', import.meta.url));
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The screens that are tested: a laptop and a telephone. */
export const SCREENS = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 2 },
};

/** The level that is claimed: WCAG 2.2 AA. */
const LEVEL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Starts Chromium. Playwright gives it a user data folder of its own that goes away with it. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Opens a page of the house in a fresh context. `faults` lists console messages, errors, violations of the content
 * security policy, failed answers and requests that leave the house; the answer to the page itself is in `status`.
 */
export async function visit(browser, house, path, options = {}) {
  const context = await browser.newContext({ ...SCREENS.desk, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const address = house.url + path;
  const faults = [];
  // Injected before the page loads: its policy, rightly, lets no script in afterwards.
  await page.addInitScript({ path: axe });
  await page.exposeFunction('assayViolation', (what) => faults.push(`policy: ${what}`));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (e) =>
      window.assayViolation(`${e.violatedDirective} ${e.blockedURI}`)));
  page.on('console', (message) => {
    const ofPageItself = message.location().url === address && message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !ofPageItself) faults.push(`console: ${message.text()}`);
  });
  // On a busy machine the browser leaves out the fade from one page to the next, and says so; no script of ours is in it.
  const faded = (error) => error.message.startsWith('Transition was ');
  page.on('pageerror', (error) => { if (!faded(error)) faults.push(`script: ${error.message}`); });
  // What a page still listened to or loaded ends when one leaves it, which a browser calls a failure.
  const left = (request) => request.failure()?.errorText === 'net::ERR_ABORTED';
  page.on('requestfailed', (request) => { if (!left(request)) faults.push(`failed: ${request.url()}`); });
  page.on('request', (request) => {
    const elsewhere = new URL(request.url());
    if (elsewhere.origin !== house.url && elsewhere.protocol !== 'data:') faults.push(`left the house: ${elsewhere}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.url() !== address) faults.push(`${response.status()}: ${response.url()}`);
  });
  const answer = await page.goto(address, { waitUntil: 'load' });
  return { page, faults, status: answer.status(), close: () => context.close() };
}

/** Rules whose answer depends on colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with a page, one line each: rule, place, advice. By night it is the same page in other colours, so
 * that only these are looked at again; by day every rule is. */
export async function barriers(page) {
  const found = await page.evaluate(
    ([tags, colours]) => {
      const night = matchMedia('(prefers-color-scheme: dark)').matches;
      const runOnly = night ? { type: 'rule', values: colours } : { type: 'tag', values: tags };
      return window.axe.run(document, night ? { runOnly } : { runOnly, rules: { 'target-size': { enabled: true } } });
    },
    [LEVEL, COLOURS],
  );
  if (found.passes.length === 0) throw new Error('axe looked at nothing');
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

/** What sticks out of the screen to the right, as a list of elements; empty when nothing scrolls sideways. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > width + 1);
    return out.map((e) => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 60)}`);
  });
}

/** Saves what is seen, for people to look at. */
export async function shoot(page, name) {
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: `${shots}${name}.png`, fullPage: true });
}

/** Where a shot, or a printed page, of a name is kept. */
export const shotPath = (file) => shots + file;
