const PER_LINE = 8;

/** The first bytes of a text of base64, at most `most`. */
export function bytesOf(base64: string, most: number): Uint8Array {
  const letters = Math.ceil(most / 3) * 4;
  const text = atob(base64.slice(0, letters));
  return Uint8Array.from(text.slice(0, most), (letter) => letter.charCodeAt(0));
}

/** Bytes as `00000000  48 65 6c 6c 6f 00        Hello.`, eight a line; what can't be printed is a dot. */
export function hexLines(bytes: Uint8Array): readonly string[] {
  return Array.from({ length: Math.ceil(bytes.length / PER_LINE) }, (_, line) => {
    const part = [...bytes.subarray(line * PER_LINE, (line + 1) * PER_LINE)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const seen = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    const at = (line * PER_LINE).toString(16).padStart(8, '0');
    return `${at}  ${hex.padEnd(PER_LINE * 3 - 1)}  ${seen}`;
  });
}
