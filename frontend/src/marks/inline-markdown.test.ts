import { expect, test } from 'vitest';
import { plainWords, readInline, safeAddress, type Inline } from './inline-markdown.ts';

/** The pieces written out: e(…) for stress, s(…) for strong, c(…) for code, a<…>(…) for a link. */
function written(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'link') return `a<${piece.href}>(${written(piece.inside)})`;
      if ('inside' in piece) return `${piece.kind === 'em' ? 'e' : 's'}(${written(piece.inside)})`;
      if (piece.kind === 'break') return '/';
      return piece.kind === 'code' ? `c(${piece.text})` : piece.text;
    })
    .join('');
}

const read = (text: string) => written(readInline(text));

test.each([
  ['no marks at all', 'no marks at all'],
  ['a *very* clear rule', 'a e(very) clear rule'],
  ['a _very_ clear rule', 'a e(very) clear rule'],
  ['a **very** clear', 'a s(very) clear'],
  ['**bold with *stress* in it**', 's(bold with e(stress) in it)'],
  ['*stress with **bold** in it*', 'e(stress with s(bold) in it)'],
  ['see `§ 2 *not stress*`', 'see c(§ 2 *not stress*)'],
  ['one\ntwo', 'one/two'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['snake_case_name', 'snake_case_name'],
  ['\\*as it stands\\*', '*as it stands*'],
  ['not *closed', 'not *closed'],
  ['**', '**'],
  ['``', '``'],
  ['[the case](https://example.org/a_(b))', 'a<https://example.org/a_(b)>(the case)'],
  ['[*the* case](http://example.org)', 'a<http://example.org/>(e(the) case)'],
  ['[write](mailto:ana@example.org)', 'a<mailto:ana@example.org>(write)'],
  ['<https://example.org>', 'a<https://example.org/>(https://example.org)'],
  ['See https://example.org/x.', 'See a<https://example.org/x>(https://example.org/x).'],
])('%o is read', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox)',
  '[x](//evil.example)',
  '[x](/api/operations)',
  '[x](file:///etc/passwd)',
  '[x](blob:null/1)',
  '<javascript:alert(1)>',
  '&lt;script&gt;',
  '[x]: javascript:alert(1)',
])('%o stays the text it is', (text) => {
  expect(readInline(text)).toEqual([{ kind: 'text', text }]);
});

test('an address is judged as the browser reads it', () => {
  expect(safeAddress('https://example.org/"><script>')).toBe(
    'https://example.org/%22%3E%3Cscript%3E',
  );
  expect(safeAddress('https:javascript:alert(1)')).toBeUndefined();
  expect(safeAddress('http://')).toBeUndefined();
  expect(safeAddress(' javascript:x')).toBeUndefined();
});

test.each(['*', '[', '**', '`', '_a', '[a](', '<', 'https://', '**a*b', '\\'])(
  'many of %o end soon, and no word is lost',
  (sign) => {
    const text = sign.repeat(5_000);
    const begin = performance.now();
    const words = plainWords(readInline(text));
    expect(performance.now() - begin).toBeLessThan(1_000);
    expect(words.replace(/[*_`\\]/g, '')).toContain(text.replace(/[*_`\\]/g, '').slice(0, 100));
  },
);

test('nesting is not followed for ever', () => {
  expect(() => readInline('*a **b '.repeat(2000) + '** c*'.repeat(2000))).not.toThrow();
});

test('plain words leave the signs out', () => {
  expect(plainWords(readInline('a **b** [c](https://d.example)\ne'))).toBe('a b c e');
});
