/** Writes integers into slots of one width, little-endian, in two's complement. */
export interface WriteWide {
  /** An integer that a number holds exactly. */
  small(slot: number, value: number): void;
  large(slot: number, value: bigint): void;
}

/** For slots of 1, 2, 4, 8 or 16 bytes. */
export function writerOf(data: ArrayBuffer, bytes: number): WriteWide {
  if (bytes === 16) return wide128(data);
  if (bytes === 8) return wide64(data);
  const out = bytes === 4 ? new Int32Array(data) : bytes === 2 ? new Int16Array(data) : new Int8Array(data);
  return {
    small: (slot, value) => void (out[slot] = value),
    large: (slot, value) => void (out[slot] = Number(BigInt.asIntN(32, value))),
  };
}

function wide64(data: ArrayBuffer): WriteWide {
  const halves = new Int32Array(data);
  const whole = new BigInt64Array(data);
  return {
    small: (slot, value) => {
      // Stores take the low 32 bits of any integer that a number holds exactly.
      halves[slot * 2] = value;
      halves[slot * 2 + 1] = Math.floor(value / 0x1_0000_0000);
    },
    large: (slot, value) => void (whole[slot] = BigInt.asIntN(64, value)),
  };
}

function wide128(data: ArrayBuffer): WriteWide {
  const quarters = new Int32Array(data);
  const halves = new BigInt64Array(data);
  return {
    small: (slot, value) => {
      const sign = value < 0 ? -1 : 0;
      quarters[slot * 4] = value;
      quarters[slot * 4 + 1] = Math.floor(value / 0x1_0000_0000);
      quarters[slot * 4 + 2] = sign;
      quarters[slot * 4 + 3] = sign;
    },
    large: (slot, value) => {
      halves[slot * 2] = BigInt.asIntN(64, value);
      halves[slot * 2 + 1] = BigInt.asIntN(64, value >> 64n);
    },
  };
}
