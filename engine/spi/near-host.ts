/** Whether a host is this machine: a name of the loopback, an address of it, or the folder of a socket. */
export function isNearHost(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|::1|\[::1\]|\/.*)$/i.test(host);
}
