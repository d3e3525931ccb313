import { figures } from './figures.ts';

/** The reader's own writing in notes. */
export const ownStrings = {
  field: 'Your own words in these notes',
  hint: '# makes a heading, - a list, [[ a link to a mark, ![[ its picture. Esc keeps it.',
  links: 'Marks to link to',
  mark: 'mark',
  linkGone: 'The mark this led to is gone.',
  pictureGone: 'The picture’s mark is gone.',
  edit: 'edit',
  remove: 'delete',
  write: 'write',
  writeHere: 'Write under it',
  writeTop: 'Write above all',
  hide: 'hide',
  putBack: 'back in place',
  show: 'show',
  hidden: (n: number) => (n === 1 ? '1 line hidden here' : `${figures(n)} lines hidden here`),
  checks: (n: number) =>
    n === 0 ? 'Nothing to mend' : n === 1 ? '1 thing to mend' : `${figures(n)} things to mend`,
  noFindings: 'Nothing is missing and nothing is too long.',
  source: 'Source',
  peek: 'The passage in its place',
  peekDo: 'peek',
  fetching: 'One moment…',
  noPassage: 'This mark has no passage in the text in use.',
  removed: 'Deleted from your notes.',
  notKept: (words: string) => `Your words were: “${words}”`,
};
