import type { SourceStep } from '../../../engine/errors/atoll-error.ts';
import type { ProbeStep } from '../../../engine/spi/probe.ts';

/** What to do where a failed step's own error does not say. */
const MENDING: Readonly<Record<SourceStep, string>> = {
  config: "Correct the source's settings.",
  secret: 'Enter the password again, or say where it is kept.',
  lookup:
    'Check the spelling of the host, and that this machine is in the network (or VPN) that knows the name.',
  tcp: 'Check host and port, that the server runs, and that no firewall stands between.',
  tls: 'Check the TLS mode and the root certificates.',
  login: 'Check user and password, and that the account may come from this machine.',
  query: 'Check that the account may read the database.',
  read: 'Try again; if it fails again, check the server and the network.',
  file: 'Check the path and that you may read the file.',
  tunnel: 'Check host, user and key of the SSH tunnel.',
  start: 'Try again; if it fails again, look at the message for what the server says.',
};

/** A failed step always says where it failed and what to do next. */
export function mendedStep(source: string, { step, ...rest }: ProbeStep): ProbeStep {
  const { error } = rest;
  if (error === null || error.code === 'cancelled') return { step, ...rest };
  const known = {
    source: error.source ?? source,
    step: error.step ?? step,
    hint: error.hint ?? MENDING[step],
  };
  return { step, ...rest, error: { ...error, ...known } };
}
