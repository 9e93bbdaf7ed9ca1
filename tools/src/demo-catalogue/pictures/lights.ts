import { circle, faint, line, oval, rect, repeated, shadow, shape } from './shapes.ts';

const [brass, brassDark, ash, linen, glass, dark] = ['#c79b4b', '#94702f', '#cfa878', '#f5ead6', '#fdf8ec', '#3d3632'];
const glow = (x: number, y: number, radius: number) => faint(0.5, circle(x, y, radius, '#fff3c9')) + faint(0.5, circle(x, y, radius * 0.66, '#fff3c9'));

/** What Nordlys makes. */
export const lights: Readonly<Record<string, string>> = {
  'NORDLYS-DESK': [
    faint(0.55, shape('M132 190l-84 202h220z', '#fff3c9')), shadow(262, 86), oval(262, 382, 76, 16, brassDark), oval(262, 376, 76, 16, brass),
    line('M262 372V240L178 128', brass, 12), circle(262, 240, 13, brassDark), circle(178, 128, 11, brassDark), shape('M196 108l34 34-96 66q-32-24-26-62z', brass), faint(0.45, shape('M188 118l14 14-82 56q-8-12-8-28z', '#f2dba4')), oval(128, 188, 18, 12, '#fff3c9'),
  ].join(''),
  'NORDLYS-FLOOR': [
    glow(200, 150, 130), shadow(200, 92, 440), line('M200 196L128 440M200 196l72 244M200 196v236', ash, 13), line('M164 320h72', '#a97f50', 9),
    shape('M142 74h116l38 132H104z', linen), faint(0.35, line('M160 80l-22 122M186 78l-8 126M214 78l8 126M240 80l22 122', '#cdb894', 3)), oval(200, 206, 96, 12, '#e2d1b0'),
  ].join(''),
  'NORDLYS-PENDANT': [
    line('M200 0v134', dark, 5), glow(200, 236, 150), shape('M172 134h56l10 32h-76z', brass), circle(200, 244, 92, glass), faint(0.5, shape('M130 228q14-54 62-66-34 28-38 80-2 40 12 66-44-26-36-80z', '#fff')), faint(0.25, shape('M292 244q0 92-92 92 70-24 60-150 32 20 32 58z', '#cbb48a')),
  ].join(''),
  'NORDLYS-CANDLE': [
    shadow(200, 130), repeated([92, 136, 180, 224, 268, 312], (x) => {
      const top = 190 + ((x * 7) % 5) * 13;
      return rect(x - 15, top, 30, 392 - top, '#e2b04a', 5) + faint(0.5, rect(x - 10, top + 6, 6, 380 - top, '#f8dc96', 3)) + line(`M${x} ${top}v-12`, dark, 3) + faint(0.45, circle(x, top - 30, 24, '#fff3c9')) + shape(`M${x - 8} ${top - 22}q0-14 8-28 8 14 8 28a8 8 0 0 1-16 0z`, '#f39c33');
    }),
  ].join(''),
  'NORDLYS-STAR': [
    line('M200 0v96', dark, 3), glow(200, 226, 160),
    ...[0, 51.4, 102.9, 154.3, 205.7, 257.1, 308.6].map((turn) => `<g transform="rotate(${turn} 200 226)"><path d="M200 88l34 92-34 46z" fill="#f6e3b6"/><path d="M200 88l-34 92 34 46z" fill="#fff6dd"/></g>`),
    circle(200, 226, 10, '#e8c987'),
  ].join(''),
  'NORDLYS-BULB': [
    glow(200, 200, 160), shadow(200, 40), shape('M156 288q-50-38-50-96 0-92 94-92t94 92q0 58-50 96-6 8-6 30h-76q0-22-6-30z', 'rgba(255,250,235,.82)'), line('M172 316v-90q-10-34 10-34t10 30 8-30 8 30 10-30 10 34v90', '#e08b2c', 5), faint(0.7, line('M132 192q0-44 40-62', '#fff', 9)),
    rect(160, 316, 80, 16, brass, 6), rect(164, 334, 72, 14, brassDark, 6), rect(164, 350, 72, 14, brass, 6), shape('M176 366h48l-10 26h-28z', dark),
  ].join(''),
};
