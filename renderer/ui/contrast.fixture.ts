/** A colour as three parts of linear light, 0 to 1. */
export type Linear = readonly [number, number, number];

/** `#rrggbb` in linear light (IEC 61966-2-1). */
export function linearOf(hex: string): Linear {
  const part = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** Contrast ratio, WCAG 2.2: 1 to 21. */
export function contrast(one: string, other: string): number {
  const luminance = ([r, g, b]: Linear): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [a, b] = [luminance(linearOf(one)) + 0.05, luminance(linearOf(other)) + 0.05];
  return Math.max(a, b) / Math.min(a, b);
}

/** As people without red or green cones see a colour: Machado, Oliveira, Fernandes 2009, severity 1. */
const SIGHT = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const satisfies Record<string, readonly [Linear, Linear, Linear]>;

export const SIGHTS = ['full', 'protanopia', 'deuteranopia'] as const;

/** Distance of two colours in OKLab (Ottosson 2020), as that sight has them. */
export function distance(one: string, other: string, sight: (typeof SIGHTS)[number]): number {
  const [a, b] = [one, other].map((hex) => oklab(seen(linearOf(hex), sight)));
  return Math.hypot(...[0, 1, 2].map((at) => (a?.[at] ?? 0) - (b?.[at] ?? 0)));
}

function seen([r, g, b]: Linear, sight: keyof typeof SIGHT): Linear {
  const [x, y, z] = SIGHT[sight].map((row) => Math.max(0, row[0] * r + row[1] * g + row[2] * b));
  return [x ?? 0, y ?? 0, z ?? 0];
}

function oklab([r, g, b]: Linear): Linear {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
