/** A URL without its password, and the password. */
export interface CutUrl {
  readonly text: string;
  readonly secret: string | null;
}

const PASSWORD_PARAMETER = /([?&])(?:password|passwd|pwd)=([^&#]*)/i;

/**
 * Takes the password out of a URL, that of its user or a parameter, decoded. What is no URL comes back as it is. It is
 * done before anything is sent, so that a password goes to the host once, when it is saved or tested.
 */
export function cutSecret(url: string): CutUrl {
  const [, scheme, rest] = /^(\s*[a-z][a-z0-9+.:-]*:\/\/)(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || rest === undefined) return { text: url, secret: null };
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? '';
  const at = authority.lastIndexOf('@');
  const login = at < 0 ? '' : authority.slice(0, at);
  const colon = login.indexOf(':');
  const tail = rest.slice(authority.length);
  const parameter = PASSWORD_PARAMETER.exec(tail);
  const found = colon >= 0 ? login.slice(colon + 1) : (parameter?.[2] ?? '');
  if (found === '') return { text: url, secret: null };
  const user = colon >= 0 ? `${login.slice(0, colon)}@` : authority.slice(0, at + 1);
  return {
    text: `${scheme}${user}${authority.slice(at + 1)}${withoutParameter(tail)}`,
    secret: decoded(found),
  };
}

function withoutParameter(tail: string): string {
  return tail
    .replace(PASSWORD_PARAMETER, '$1')
    .replace(/([?&])&+/, '$1')
    .replace(/[?&](?=#|$)/, '');
}

/** A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
