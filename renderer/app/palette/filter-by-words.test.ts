import { expect, it } from 'vitest';
import { filterByWords } from './filter-by-words.ts';

const TITLES = ['Show results', 'Export result', 'Results of yesterday', 'Run statement'];

it.each([
  ['', TITLES],
  ['result', ['Results of yesterday', 'Show results', 'Export result']],
  ['RESULT exp', ['Export result']],
  ['nothing', []],
])('%j finds %j', (text, found) => {
  expect(filterByWords(TITLES, text, (title) => title)).toEqual(found);
});
