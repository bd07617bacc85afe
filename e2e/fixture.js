// A house and a browser for the tests of one file.

import { after, before } from 'node:test';

import { openBrowser, visit } from './browser.js';
import { openHouse } from './house.js';

/** Opens both before the tests of a file and closes them after; `visit` opens a page in them. */
export function fixture() {
  const own = {};
  before(async () => {
    own.house = await openHouse();
    own.browser = await openBrowser();
  });
  after(async () => {
    await own.browser?.close();
    await own.house?.close();
  });
  return {
    get house() {
      return own.house;
    },
    get browser() {
      return own.browser;
    },
    visit: (path, options) => visit(own.browser, own.house, path, options),
  };
}
