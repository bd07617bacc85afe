// The coverage matrix by keyboard: the Tab key stops at one cell, arrows, Home and End move among the others.

const table = document.querySelector('table.mx');
const rows = [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.querySelectorAll('.mx-cell')]);
const cells = rows.flat();

/** Makes a cell the one that the Tab key stops at. */
const stopAt = (cell) => cells.forEach((one) => { one.tabIndex = one === cell ? 0 : -1; });

/** The cell that a key leads to from another; nothing at an edge. */
const led = (key, y, x) => ({
  ArrowLeft: rows[y][x - 1],
  ArrowRight: rows[y][x + 1],
  ArrowUp: rows[y - 1]?.[x],
  ArrowDown: rows[y + 1]?.[x],
  Home: rows[y][0],
  End: rows[y].at(-1),
})[key];

if (cells.length > 0) stopAt(cells[0]);
table?.addEventListener('focusin', ({ target }) => {
  if (cells.includes(target)) stopAt(target);
});
table?.addEventListener('keydown', (event) => {
  const y = rows.findIndex((row) => row.includes(event.target));
  if (y < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = led(event.key, y, rows[y].indexOf(event.target));
  if (!next) return;
  event.preventDefault();
  next.focus();
});
