// The pages under test, with what each must say.

const DAY = 86_400_000;

/** A moment of the history of the demo, which goes back a year. */
export const past = new Date(Date.now() - 60 * DAY).toISOString().slice(0, 10);

/** A day, `2026-11-30`, as the English pages say it. */
export function said(day) {
  const [year, month, date] = day.split('-').map(Number);
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${date} ${months[month - 1]} ${year}`;
}

/** The day in the past, as the English pages say it. */
export const pastSaid = said(past);

/** Name, path, expected status and first heading. */
export const PAGES = [
  { name: 'today', path: '/', status: 200, heading: 'Today' },
  { name: 'controls', path: '/controls', status: 200, heading: 'Controls' },
  { name: 'failing', path: '/controls/A.6.2.4', status: 200, heading: 'AI system verification and validation' },
  { name: 'effective', path: '/controls/A.6.2.5', status: 200, heading: 'AI system deployment' },
  { name: 'not-applicable', path: '/controls/A.6.1.3', status: 200, heading: 'Processes for responsible AI system design and development' },
  { name: 'past', path: `/controls?as_of=${past}`, status: 200, heading: 'Controls' },
  { name: 'unknown', path: '/controls/A.99', status: 404, heading: 'Not found' },
];
