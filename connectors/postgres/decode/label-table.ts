/** Finds the place of a label in an enum by its bytes, without making a string of them. */
export class LabelTable {
  /** The labels' bytes, one after another; label i begins at `#starts[i]` and ends at `#starts[i + 1]`. */
  readonly #bytes: Buffer;
  readonly #starts: Int32Array;
  /** Open addressing: 1 + the place of a label, 0 for none. */
  readonly #slots: Int32Array;

  constructor(labels: readonly string[]) {
    const parts = labels.map((label) => Buffer.from(label, 'utf8'));
    this.#bytes = Buffer.concat(parts);
    this.#starts = new Int32Array(labels.length + 1);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(labels.length * 2 + 1)));
    for (const [code, part] of parts.entries()) {
      this.#starts[code + 1] = (this.#starts[code] as number) + part.length;
      let slot = this.#slotOf(part, 0, part.length);
      while (this.#slots[slot] !== 0) slot = this.#after(slot);
      this.#slots[slot] = code + 1;
    }
  }

  /** The place of the label that stands at `place`; −1 where there is none. */
  find(bytes: Uint8Array, place: number, length: number): number {
    let slot = this.#slotOf(bytes, place, length);
    for (;;) {
      const code = (this.#slots[slot] as number) - 1;
      if (code < 0 || this.#is(code, bytes, place, length)) return code;
      slot = this.#after(slot);
    }
  }

  #after(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1);
  }

  /** FNV-1a over the bytes: http://www.isthe.com/chongo/tech/comp/fnv/ */
  #slotOf(bytes: Uint8Array, place: number, length: number): number {
    let hash = 0x811c9dc5;
    for (let at = place; at < place + length; at += 1)
      hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    return (hash ^ (hash >>> 15)) & (this.#slots.length - 1);
  }

  #is(code: number, bytes: Uint8Array, place: number, length: number): boolean {
    const start = this.#starts[code] as number;
    if ((this.#starts[code + 1] as number) - start !== length) return false;
    for (let at = 0; at < length; at += 1) if (bytes[place + at] !== this.#bytes[start + at]) return false;
    return true;
  }
}
