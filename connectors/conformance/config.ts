import { describe, expect, test } from 'vitest';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { Bench } from './bench.ts';

/** The section of `atoll.yaml`: fields as data, URL forms, refusals that name the source. */
export function configTopic(bench: () => Bench): void {
  describe('config', () => {
    test('every field says what it is for', () => {
      const { fields } = bench().fixture.connector;
      expect(fields.length).toBeGreaterThan(0);
      for (const field of fields) {
        expect(field.label).not.toBe('');
        expect(field.help).toMatch(/\.$/u);
        if (field.type === 'choice') expect(field.choices?.length).toBeGreaterThan(1);
      }
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    });

    test('URLs stand for sections, and those of other kinds for none', () => {
      const { connector, urls } = bench().fixture;
      expect(urls.length).toBeGreaterThan(0);
      for (const { url, config } of urls) expect(connector.fromUrl(url)?.config).toEqual(config);
      for (const url of ['gopher://example.test/x', 'unknown://h/d', ''])
        expect(connector.fromUrl(url)).toBeNull();
    });

    test('a wrong section is refused, naming source and step', () => {
      const { wrong } = bench().fixture;
      expect(wrong.length).toBeGreaterThan(0);
      for (const config of wrong) expect(() => bench().open(config)).toThrow(AtollError);
      for (const config of wrong) {
        const report = { code: 'workspace-invalid', source: 'tested', step: 'config' };
        expect(() => bench().open(config)).toThrow(
          expect.objectContaining({ report: expect.objectContaining(report) }),
        );
      }
    });

    test('opening connects to nothing', async () => {
      for (const { config } of bench().fixture.down) await bench().open(config).close();
    });
  });
}
