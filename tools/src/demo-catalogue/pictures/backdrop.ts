import { circle, faint, rect } from './shapes.ts';

/** The light in which a brand shows its things: wall, table, and the sun on the wall. */
export interface Backdrop {
  readonly wall: string;
  readonly table: string;
  readonly glow: string;
}

export const backdrops: Readonly<Record<string, Backdrop>> = {
  'Hearth & Hollow': { wall: '#efdcc8', table: '#d9b995', glow: '#f9ecdc' },
  'Kestrel Outdoor': { wall: '#cfdcd0', table: '#a9bfa8', glow: '#e6efe4' },
  Nordlys: { wall: '#e9dfd6', table: '#cbb9a9', glow: '#fbf3e6' },
  'Paper Heron': { wall: '#d5e0e6', table: '#b3c5cf', glow: '#ecf3f6' },
  'Tern & Tide': { wall: '#d9dde3', table: '#b7bfca', glow: '#eff1f4' },
  'Volta Audio': { wall: '#e8d3c6', table: '#cba892', glow: '#f7e9df' },
};

/** A drawing on its backdrop, as a whole SVG. */
export function onBackdrop({ wall, table, glow }: Backdrop, drawing: string): string {
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" width="400" height="500">',
    `<defs><linearGradient id="t" x2="0" y2="1"><stop stop-color="#fff" stop-opacity=".22"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient></defs>`,
    rect(0, 0, 400, 500, wall),
    faint(0.75, circle(262, 176, 168, glow)),
    rect(0, 346, 400, 154, table),
    rect(0, 346, 400, 154, 'url(#t)'),
    drawing,
    '</svg>',
  ].join('');
}
