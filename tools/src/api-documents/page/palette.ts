/** The colours of a scheme: text must be readable on both grounds. */
export interface Palette {
  readonly ground: string;
  /** The ground of tables’ heads, code and badges. */
  readonly raised: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly link: string;
  readonly read: string;
  readonly write: string;
  readonly event: string;
}

/** By day. */
export const light: Palette = {
  ground: '#fffefb',
  raised: '#f3f1ea',
  line: '#d9d5c8',
  text: '#1f2a24',
  quiet: '#58625c',
  link: '#11603f',
  read: '#1c4f8a',
  write: '#8a3b12',
  event: '#6a2f86',
};

/** By night. */
export const dark: Palette = {
  ground: '#121714',
  raised: '#1c2420',
  line: '#35413a',
  text: '#e4eae5',
  quiet: '#a5b1a9',
  link: '#7fd6a8',
  read: '#8dbcf2',
  write: '#f0ab84',
  event: '#d3a3ec',
};

/** A palette as CSS custom properties. */
export function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${String(colour)};`)
    .join(' ');
}
