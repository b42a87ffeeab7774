import { expect, test } from 'vitest';
import { assertNever } from './assert-never.ts';
import { AtollError, reportOf } from './atoll-error.ts';

test('what is not known is null, never absent', () => {
  expect(new AtollError('source-lost', 'The connection broke.', { source: 'shop' }).report).toEqual({
    code: 'source-lost',
    message: 'The connection broke.',
    source: 'shop',
    step: null,
    file: null,
    line: null,
    column: null,
    hint: null,
  });
});

test('an error is the same after its way through another process', () => {
  const error = new AtollError('sql-bind', 'No.', { line: 2, column: 3, hint: 'Yes?' });
  expect(AtollError.from(structuredClone(error.report)).report).toEqual(error.report);
});

test('further details do not replace those that are known', () => {
  const cause = new Error('low');
  const error = new AtollError('source-query', 'Failed.', { source: 'shop', cause });
  const more = error.with({ source: 'crm', step: 'query', hint: 'Look there.' });
  expect(more.report).toMatchObject({ source: 'shop', step: 'query', hint: 'Look there.' });
  expect(more.cause).toBe(cause);
  expect(error.report.step).toBeNull();
});

test('any thrown value has a report', () => {
  expect(reportOf(new RangeError('Too far.'))).toMatchObject({ code: 'internal', message: 'Too far.' });
  expect(reportOf('a text')).toMatchObject({ code: 'internal', message: 'a text' });
  const own = new AtollError('cancelled', 'Stopped.');
  expect(reportOf(own)).toBe(own.report);
});

test('data that breaks its types is named', () => {
  expect(() => assertNever({ kind: 'surprise' } as never)).toThrow('Unexpected {"kind":"surprise"}');
});
