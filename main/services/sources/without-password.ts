/** A URL with its password taken out: that of its user, and those among its parameters. */
export function withoutPassword(url: string): string {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || rest === undefined) return url;
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? '';
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : `${authority.slice(0, at).replace(/:.*$/s, '')}@`;
  return `${scheme}${user}${authority.slice(at + 1)}${withoutParameter(rest.slice(authority.length))}`;
}

function withoutParameter(tail: string): string {
  return tail
    .replaceAll(/([?&])(?:password|passwd|pwd|sslpassword)=[^&#]*/gi, '$1')
    .replaceAll(/([?&])&+/g, '$1')
    .replace(/[?&](?=#|$)/, '');
}
