/*
 * A runner does not inherit the host's environment: secrets may stand there (`secret: env:NAME`), and a process's
 * environment can be read from outside for as long as it lives. It gets what Node, DuckDB, TLS and a managed server
 * need to find their places.
 */
const PASSED = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'APPDATA',
  'LOCALAPPDATA',
  'USERPROFILE',
  'LD_LIBRARY_PATH',
  'NODE_EXTRA_CA_CERTS',
  // Compiled modules are kept there: halves what starting a runner costs.
  'NODE_COMPILE_CACHE',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  // Where the SSH agent is asked: no key, and of no use to other users.
  'SSH_AUTH_SOCK',
];

/** The environment of a runner. Each running DuckDB statement holds a libuv thread, of which four are the default. */
export function runnerEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed = Object.entries(own).filter(([name]) => PASSED.includes(name) || name.startsWith('XDG_'));
  return { ...Object.fromEntries(passed), UV_THREADPOOL_SIZE: '16' };
}
