import { describe, expect, it } from 'vitest';
import { agoText, bytesText, countText, msText, percentText } from './figures.ts';

describe('figures', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1234, '1.2 kB'],
    [999_999, '1 MB'],
    [1_400_000_000, '1.4 GB'],
    [123_456_789, '123 MB'],
    [null, '–'],
  ])('bytes: %s is %s', (bytes, text) => {
    expect(bytesText(bytes, 'en')).toBe(text);
  });

  it.each([
    [48_467_601, 'en', '48,467,601'],
    [48_467_601, 'de', '48.467.601'],
    [9_007_199_254_740_993n, 'en', '9,007,199,254,740,993'],
    [null, 'en', '–'],
  ])('count: %s in %s is %s', (count, locale, text) => {
    expect(countText(count, locale)).toBe(text);
  });

  it.each([
    [0.42, '0.4 ms'],
    [61.4, '61 ms'],
    [999.6, '1 s'],
    [1844, '1.84 s'],
    [59_999, '1 min 0 s'],
    [125_000, '2 min 5 s'],
    [3_780_000, '1 h 3 min'],
    [3_599_600, '1 h 0 min'],
  ])('duration: %s ms is %s', (ms, text) => {
    expect(msText(ms, 'en')).toBe(text);
  });

  it.each([
    [2, 'just now'],
    [42, '42 s ago'],
    [130, '2 min ago'],
    [7200, '2 h ago'],
    [3 * 86_400, '3 d ago'],
    [60 * 86_400, 'Jan 1, 2026'],
  ])('moment: %s s before is %s', (seconds, text) => {
    const now = Date.parse('2026-03-02T12:00:00Z');
    expect(agoText(new Date(now - seconds * 1000).toISOString(), now, 'en')).toBe(text);
  });

  it.each([
    [0.0008, '0.08 %'],
    [0.00001, '< 0.01 %'],
    [0.123, '12 %'],
    [0.0512, '5.1 %'],
    [0, '0 %'],
  ])('share: %s is %s', (share, text) => {
    expect(percentText(share, 'en')).toBe(text);
  });
});
