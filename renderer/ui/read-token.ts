/**
 * What a token of tokens.css is at an element just now, as CSS text: a colour is `rgb(…)`. For what draws itself and
 * cannot take `var(…)`, such as a canvas; ask anew when the theme has changed.
 */
export function readToken(name: `--${string}`, at: Element = document.body): string {
  const value = getComputedStyle(at).getPropertyValue(name).trim();
  if (!CSS.supports('color', value)) return value;
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = `var(${name})`;
  at.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
