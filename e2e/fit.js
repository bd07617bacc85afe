// Whether words that are longer still fit: those of another language are a third longer than the English ones.

import { overflow } from './browser.js';

/** Makes every text of a page 35 % longer. Keys and digests stay: they are the same in every language. */
export function grow(page) {
  return page.evaluate(() => {
    const fixed = '.id, .digest, code, kbd, script, textarea';
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const { nodeValue: text, parentElement } = walk.currentNode;
      if (text.trim().length < 4 || parentElement.closest(fixed)) continue;
      walk.currentNode.nodeValue = `${text} ${text.slice(0, Math.ceil(text.length * 0.35))}`;
    }
  });
}

/** Texts that are cut off at the side without a sign that there is more, and what is wider than the panel it stands in. */
function cut(page) {
  return page.evaluate(() => [...document.body.querySelectorAll('*')].filter((e) => {
    if (e.scrollWidth <= e.clientWidth + 1 || e.clientWidth <= 1) return false;
    const { overflowX, textOverflow } = getComputedStyle(e);
    const hidden = ['hidden', 'clip'].includes(overflowX) && textOverflow !== 'ellipsis';
    return (hidden || (e.matches('.panel') && overflowX === 'visible')) && e.checkVisibility();
  }).map((e) => `cut: ${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 60)}`));
}

/** What of a page does not fit: sticks out of the screen or of its panel, or is cut off. */
export const misfits = async (page) => [...await overflow(page), ...await cut(page)];
