import { afterEach, expect, test } from 'vitest';
import { currentRoute, followLink, navigate, parseRoute, paths } from './router.ts';

const at = (path: string) => parseRoute(new URL(path, 'http://127.0.0.1:8420'));

afterEach(() => navigate('/'));

test.each([
  [paths.library(), { page: 'library', course: null }],
  [paths.library('c 1'), { page: 'library', course: 'c 1' }],
  [
    paths.read('s', { at: 12, mark: 'm' }),
    { page: 'read', source: 's', at: 12, mark: 'm', beside: null },
  ],
  [
    paths.read('s', { beside: { source: 't', at: 0 } }),
    { page: 'read', source: 's', at: null, mark: null, beside: { source: 't', at: 0 } },
  ],
  [paths.read('a/b'), { page: 'read', source: 'a/b', at: null, mark: null, beside: null }],
  [paths.notes('brief', 's'), { page: 'notes', form: 'brief', scope: 's', line: null }],
  [paths.notes('brief', 's', 'm'), { page: 'notes', form: 'brief', scope: 's', line: 'm' }],
  [paths.forms('case-brief'), { page: 'forms', system: 'case-brief', form: '' }],
  [paths.forms('mine', 'a b'), { page: 'forms', system: 'mine', form: 'a b' }],
  [paths.pens('case-brief'), { page: 'pens', system: 'case-brief' }],
])('%s leads where it was made for', (path, route) => {
  expect(at(path)).toEqual(route);
});

test.each(['/nowhere', '/read', '/notes/brief', '/read/a/b'])('%s is no page', (path) => {
  expect(at(path)).toEqual({ page: 'unknown' });
});

test('a place that is no number, and a stray percent sign, are passed over', () => {
  expect(at('/read/s?at=x1')).toMatchObject({ at: null });
  expect(at('/read/100%')).toMatchObject({ source: '100%' });
});

test('going somewhere changes the address and the route', () => {
  navigate('/pens/mine');
  expect(window.location.pathname).toBe('/pens/mine');
  expect(currentRoute()).toEqual({ page: 'pens', system: 'mine' });
});

function click(markup: { href: string; download?: string }, given: MouseEventInit = {}): void {
  const anchor = Object.assign(document.createElement('a'), markup);
  anchor.addEventListener('click', followLink);
  // What is left to the browser ends here: jsdom loads no documents.
  anchor.addEventListener('click', (event) => event.preventDefault());
  anchor.dispatchEvent(new MouseEvent('click', { cancelable: true, ...given }));
}

test('a plain click on a link within the page is followed without loading', () => {
  click({ href: '/notes/brief/s' });
  expect(currentRoute()).toMatchObject({ page: 'notes' });
});

test.each([
  ['with Ctrl', { href: '/pens/x' }, { ctrlKey: true }],
  ['to the server', { href: '/api/annotations' }, {}],
  ['to a file', { href: '/pens/x', download: 'x' }, {}],
] as const)('a click %s is left to the browser', (_which, markup, given) => {
  click(markup, given);
  expect(currentRoute()).toEqual({ page: 'library', course: null });
});
