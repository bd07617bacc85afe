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

const SYSTEM = ['', '/versions', '/versions/1.0.0', '/parts', '/connections', '/history', '/evidence', '/data', '/risks'];

/** One page of every sort that a reader of the demo comes to, those above among them: path and expected status. */
export const EVERY_PAGE = [
  ...PAGES,
  ...[
    '/programme', '/issues', '/assurance', '/rooms', '/room/ended', '/gallery', '/views', '/sign-in', '/readiness', '/over-time',
    '/search?q=digit', '/crosswalk?requirement=iso42001:A.6.2.4', '/soa', '/soa?view=versions', '/soa?view=difference',
    '/controls?view=list', ...['why', 'evidence', 'tests', 'crosswalk', 'history'].map((part) => `/controls/A.6.2.4/${part}`),
    '/systems', ...SYSTEM.map((part) => `/systems/SYS-3${part}`),
    '/risks', '/risks?print', '/risks/RISK-1',
    '/evidence', '/evidence/sources', '/evidence/quarantine', '/evidence/new', '/evidence/EV-34',
    '/w/demo/records', '/w/demo/records?kind=risk', '/w/demo/records?kind=task', '/w/demo/records/CTL-16',
    ...['history', 'diff', 'connections', 'edit'].map((part) => `/w/demo/records/SYS-3/${part}`),
    '/w/demo/records/CTL-16/move/reopen', '/w/demo/records/new?kind=risk', '/w/demo/records/new?kind=evidence',
    '/w/demo/bulk?kind=risk&row=RISK-1&row=RISK-2', '/w/demo/bulk?kind=risk&row=RISK-1&row=RISK-2&by=owner',
    '/w/demo/imports/task',
  ].map((path) => ({ path, status: 200 })),
];
