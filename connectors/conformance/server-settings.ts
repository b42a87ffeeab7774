import type { SourceConfig } from '../../engine/spi/config-field.ts';
import type { DownSource } from './fixture.ts';

/** Sections that the connector of a server must refuse; `reached` is a right one. */
export function wrongSettings(reached: SourceConfig): readonly SourceConfig[] {
  return [{}, { ...reached, port: 'five' }, { ...reached, sslmode: 'maybe' }, { ...reached, pasword: 'x' }];
}

/** Ways in which a server can't be reached, and the step that must say so. */
export function downSettings(reached: SourceConfig): readonly DownSource[] {
  const code = 'source-unavailable';
  return [
    { what: 'no such host', config: { ...reached, host: 'host.invalid' }, step: 'lookup', code },
    { what: 'nobody listens', config: { ...reached, port: 1 }, step: 'tcp', code },
    { what: 'no such database', config: { ...reached, database: 'nowhere' }, step: 'login', code },
  ];
}
