// People who are signed in: an invitation taken up, and what their browser keeps of it.

import { visit } from './browser.js';

export const PASSWORD = 'lantern gravel osprey';

/** Takes the invitation of a member up; resolves to what the browser keeps. */
export async function moveIn(browser, house, key, login) {
  const { path } = JSON.parse(await house.assay('member', 'invite', key, '--output', 'json'));
  const { page, close } = await visit(browser, house, path);
  await page.getByLabel('E-mail address').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.waitForLoadState();
  const state = await page.context().storageState();
  await close();
  return state;
}

/** Signs in on the page that asks for it. */
export async function signIn(page, login) {
  await page.getByLabel('E-mail address').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
