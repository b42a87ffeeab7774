/** The colours of one source, or of this machine (null), as values of CSS. */
export interface HueColours {
  /** For bars, dots and lines. */
  readonly mark: string;
  readonly text: string;
  /** For what stands behind text. */
  readonly soft: string;
}

/** The colours of a hue from 0 to 9; grey for null, which is work on this machine. */
export function hueColours(hue: number | null): HueColours {
  const name = hue === null ? 'local' : `hue-${hue}`;
  return { mark: `var(--${name}-mark)`, text: `var(--${name}-text)`, soft: `var(--${name}-soft)` };
}
