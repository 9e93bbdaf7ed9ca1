import { circle, faint, line, oval, rect, repeated, ring, shadow, shape, turned } from './shapes.ts';

const [pine, pineDark, orange, sand, slate, metal] = ['#3f6b57', '#2c4d3e', '#d9722f', '#ecdcb8', '#3b4650', '#aeb7ba'];
const hills = faint(0.55, shape('M0 346V268l70-58 84 66 70-86 92 96 84-60v120z', '#8fab95'));

/** What Kestrel Outdoor makes. */
export const outdoors: Readonly<Record<string, string>> = {
  'KESTREL-TENT-2': [
    hills, shadow(200, 170, 396), shape('M34 396L186 186q14-14 28 0l152 210z', orange), shape('M200 178L366 396H250z', '#b95c22'),
    shape('M200 182l-64 214h112z', '#f6d9a8'), shape('M200 182l-16 214h32z', '#3d2b1e'), shape('M200 182l-64 214h30z', '#e9c48a'),
    line('M200 180v-18M34 396l-16 12M366 396l16 12', pineDark, 5), circle(322, 92, 22, '#fff6dd'),
  ].join(''),
  'KESTREL-BAG-0': [
    shadow(196, 110),
    turned(9, 200, 260, shape('M128 120q0-44 72-44t72 44l8 214q0 62-80 62t-80-62z', pine),
      repeated([150, 192, 234, 276, 318], (y) => line(`M124 ${y}q76 22 152 0`, pineDark, 5)),
      oval(200, 118, 50, 32, sand), oval(200, 124, 36, 22, '#c9b486'), line('M238 150l6 200', '#d9b24a', 5), faint(0.25, line('M142 132q-10 120 4 236', '#fff', 12))),
  ].join(''),
  'KESTREL-PACK-38': [
    shadow(200, 110), line('M164 118q0-36 36-36t36 36', slate, 12),
    shape('M112 186q0-76 88-76t88 76v164q0 44-44 44h-88q-44 0-44-44z', pine), shape('M112 196q0-86 88-86t88 86l-14 26H126z', pineDark),
    rect(186, 206, 28, 38, sand, 6), rect(190, 236, 20, 14, metal, 4), shape('M134 272h132v86q0 22-22 22h-88q-22 0-22-22z', '#4f7f69'), line('M134 286h132', pineDark, 5),
    shape('M84 290q0-22 28-24v104q-28 0-28-24z', pineDark), shape('M316 290q0-22-28-24v104q28 0 28-24z', pineDark),
    rect(124, 160, 22, 34, orange, 6), faint(0.25, line('M130 236v110', '#fff', 10)),
  ].join(''),
  'KESTREL-STOVE': [
    hills, shadow(200, 112), shape('M150 214q-20-50 24-78 0 28 20 34 2-40 34-62-8 40 18 62 24 30-2 62z', orange), shape('M174 214q-8-26 18-44 4 22 18 24 18 4 8 26z', '#ffd27a'),
    line('M118 220h164M130 220l-26 168M270 220l26 168', slate, 10), shape('M146 246h108l14 100q2 48-68 48t-68-48z', '#c89a3d'), faint(0.5, shape('M160 256h18l-8 92q0 20 8 34-22-6-20-34z', '#f1d58d')),
    oval(200, 246, 54, 13, '#8f6b22'), oval(200, 245, 32, 7, '#3d2b1e'), repeated([168, 200, 232], (x) => circle(x, 300, 5, '#8f6b22')),
  ].join(''),
  'KESTREL-LAMP': [
    shadow(200, 118), faint(0.4, shape('M248 260L400 176v190z', '#fff5c7')),
    line('M92 330q-8-120 108-120t108 120', slate, 28), line('M92 330q-8-120 108-120t108 120', orange, 8), line('M92 330q20 56 108 56t108-56', '#2c343b', 24),
    rect(142, 226, 116, 78, slate, 20), circle(216, 264, 32, '#23292e'), circle(216, 264, 23, '#fff5c7'), circle(216, 264, 11, '#fff'), rect(156, 250, 18, 28, orange, 8),
  ].join(''),
  'KESTREL-FLASK': [
    shadow(190, 62), shape('M158 134h84v30q22 12 22 42v160q0 28-28 28h-72q-28 0-28-28V206q0-30 22-42z', pineDark), rect(154, 92, 92, 56, metal, 12), faint(0.5, rect(164, 98, 14, 44, '#fff', 6)),
    rect(136, 226, 128, 96, pine), faint(0.25, rect(150, 190, 16, 184, '#fff', 8)), shape('M172 296l26-46 20 32 12-16 22 30z', sand),
    shape('M290 336h54v38q0 20-27 20t-27-20z', metal), oval(317, 336, 27, 7, '#6b4a2f'), faint(0.4, line('M306 318q-8-14 2-26M326 316q-8-14 2-26', '#fff', 5)),
  ].join(''),
  'KESTREL-ROPE-60': [
    hills, shadow(200, 120), repeated([88, 74, 60, 46], (r) => ring(200, 292, r + 6, r % 4 === 0 ? '#c4462d' : '#d8563a', 13)),
    faint(0.7, ...[100, 86, 72, 58].map((r) => `<circle cx="200" cy="292" r="${r}" fill="none" stroke="#f6d9a8" stroke-width="3" stroke-dasharray="5 16"/>`)),
    shape('M168 186h64v212h-64z', '#d8563a'), repeated([200, 222, 244, 344, 366, 388], (y) => line(`M168 ${y}q32 12 64 0`, '#a83824', 6)), line('M232 196q66-40 54-100', '#d8563a', 13),
    turned(20, 286, 84, `<rect x="268" y="46" width="40" height="70" rx="20" fill="none" stroke="${metal}" stroke-width="9"/>`),
  ].join(''),
};
