import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  FUTURE,
  makeCertificates,
  OLD,
  PAST,
  type TestCertificates,
} from '../../e2e/fixtures/certificates.ts';
import { NO_MARIADB, startMariadb, type TestMariadb } from '../../e2e/fixtures/mariadb.ts';
import { openMysqlSource } from '../../e2e/fixtures/mysql-source.ts';
import { NEVER } from '../../e2e/fixtures/postgres-source.ts';

describe.skipIf(NO_MARIADB !== null)('TLS to MariaDB', () => {
  let server: TestMariadb;
  let folder: string;
  let good: TestCertificates;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'atoll-tls-'));
    await chmod(folder, 0o755);
    good = await makeCertificates(folder, 'good', '127.0.0.1', OLD, FUTURE);
    await install(good);
    server = await startMariadb([
      `--ssl-cert=${used('cert')}`,
      `--ssl-key=${used('key')}`,
      `--ssl-ca=${good.root}`,
    ]);
    await server.createDatabase('crm');
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const used = (what: string): string => path.join(folder, `used.${what}`);

  async function install({ cert, key }: TestCertificates): Promise<void> {
    await copyFile(cert, used('cert'));
    await copyFile(key, used('key'));
    // The server runs as another user.
    for (const file of [used('cert'), used('key')]) await chmod(file, 0o644);
  }

  async function use(certificates: TestCertificates): Promise<void> {
    await install(certificates);
    const wire = await server.connect('crm');
    await wire.command('FLUSH SSL');
    wire.end();
  }

  /** `ok`, or the step that failed and its message. */
  async function tried(config: Record<string, string>, user = server.user): Promise<string> {
    const source = openMysqlSource({ ...server, user }, 'crm', { config });
    const probe = await source.probe(NEVER);
    await source.close();
    const failed = probe.steps.find((step) => !step.ok);
    return failed === undefined ? 'ok' : `${failed.step}: ${failed.error?.message ?? ''}`;
  }

  test('each kind of failure is told apart, and none is downgraded', async () => {
    expect(await tried({ sslmode: 'verify-full', sslca: good.root })).toBe('ok');
    expect(await tried({ sslmode: 'prefer' })).toBe('ok');
    expect(await tried({ sslmode: 'verify-full' })).toMatch(/^tls: .*(?:not trusted|not known)/);
    expect(await tried({ sslmode: 'verify-ca' })).toMatch(/^tls: .*(?:not trusted|not known)/);

    const other = await makeCertificates(folder, 'other', 'db.example.org', OLD, FUTURE);
    await use(other);
    expect(await tried({ sslmode: 'verify-full', sslca: other.root })).toMatch(
      /^tls: .*made for another host/,
    );
    expect(await tried({ sslmode: 'verify-ca', sslca: other.root })).toBe('ok');
    expect(await tried({ sslmode: 'require', sslca: good.root })).toMatch(/^tls: .*can't be trusted/);

    const expired = await makeCertificates(folder, 'expired', '127.0.0.1', OLD, PAST);
    await use(expired);
    expect(await tried({ sslmode: 'verify-full', sslca: expired.root })).toMatch(/^tls: .*has expired/);

    const self = {
      root: path.join(folder, 'self.crt'),
      cert: path.join(folder, 'self.crt'),
      key: path.join(folder, 'self.key'),
    };
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x', '-days', '9'];
    execFileSync('openssl', [...request, '-keyout', self.key, '-out', self.cert], { stdio: 'pipe' });
    await use(self);
    expect(await tried({ sslmode: 'verify-full' })).toMatch(/^tls: .*self-signed/);
    await use(good);
  });

  test('a certificate of the client is sent where the source names one', async () => {
    const wire = await server.connect('crm');
    await wire.command("CREATE USER 'proven'@'%' IDENTIFIED BY 'atoll-test' REQUIRE X509");
    await wire.command("GRANT SELECT ON crm.* TO 'proven'@'%'");
    wire.end();
    // The server knows the root that signed it, for it is its own.
    await chmod(good.key, 0o600);
    const named = { sslmode: 'verify-full', sslca: good.root, sslcert: good.cert, sslkey: good.key };
    expect(await tried({ sslmode: 'require' }, 'proven')).toMatch(/^login: /);
    expect(await tried(named, 'proven')).toBe('ok');
    expect(await tried({ sslcert: good.cert }, 'proven')).toMatch(/^config: .*belong together/);
    await chmod(good.key, 0o644);
    expect(await tried(named, 'proven')).toMatch(/^config: .*others may read its key/);
    expect(
      await tried({ ...named, sslcert: good.root, sslkey: path.join(folder, 'none') }, 'proven'),
    ).toMatch(/^config: .*can't be read/);
  });
});
