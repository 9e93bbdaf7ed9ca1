import { circle, faint, line, oval, rect, repeated, ring, shadow, shape } from './shapes.ts';

const [black, grey, silver, walnut, walnutDark, cream, coral] = ['#24262a', '#4a4e55', '#c9cdd2', '#8b5a3a', '#66402a', '#f3e7d6', '#d8583f'];

/** What Volta Audio makes. */
export const sound: Readonly<Record<string, string>> = {
  'VOLTA-HEAD-1': [
    shadow(200, 118), line('M100 300v-44q0-126 100-126t100 126v44', black, 22), line('M132 180q20-36 68-36t68 36', grey, 12), rect(70, 258, 64, 124, black, 28), rect(266, 258, 64, 124, black, 28), rect(116, 264, 32, 112, walnut, 16), rect(252, 264, 32, 112, walnut, 16), faint(0.3, rect(82, 276, 10, 88, '#fff', 5)), circle(304, 320, 15, grey), circle(304, 320, 6, coral), line('M102 382q0 50 60 46t60 30', grey, 5),
  ].join(''),
  'VOLTA-BUDS-2': [
    shadow(200, 124), rect(92, 276, 216, 118, cream, 52), shape('M92 318q6-34 52-40h112q46 6 52 40z', '#dccdb7'), line('M94 322h212', '#b9a68a', 3), circle(200, 350, 5, coral),
    ...[-1, 1].map((side) => { const x = 200 + side * 62; return shape(`M${x - 13} 206h26l-4 84q-9 12-18 0z`, black) + circle(x, 188, 34, black) + oval(x + side * -18, 184, 13, 19, coral) + faint(0.25, circle(x + side * 10, 174, 8, '#fff')); }),
  ].join(''),
  'VOLTA-SPEAKER-S': [
    shadow(200, 132), line('M130 218q0-56 70-56t70 56', walnut, 13), rect(76, 212, 248, 182, coral, 44), rect(92, 228, 216, 150, '#b8452f', 32),
    `<pattern id="g" width="10" height="10" patternUnits="userSpaceOnUse"><circle cx="5" cy="5" r="2.2" fill="#8d3222"/></pattern>${rect(96, 232, 208, 142, 'url(#g)', 30)}`, rect(172, 346, 56, 14, cream, 7), faint(0.3, rect(92, 222, 130, 8, '#fff', 4)), repeated([168, 200, 232], (x) => circle(x, 204, 6, black)),
  ].join(''),
  'VOLTA-DECK': [
    shadow(200, 160), rect(44, 306, 312, 76, walnut, 10), faint(0.4, line('M58 330h284M58 352h200', walnutDark, 3)), rect(66, 382, 34, 14, black, 4), rect(300, 382, 34, 14, black, 4), rect(44, 296, 312, 20, walnutDark, 8),
    oval(176, 292, 124, 34, '#111316'), oval(176, 288, 124, 34, black), ...[104, 86, 68].map((r) => `<ellipse cx="176" cy="288" rx="${r}" ry="${r * 0.275}" fill="none" stroke="#43474d" stroke-width="2"/>`), oval(176, 288, 40, 11, coral), oval(176, 288, 5, 2, cream),
    circle(322, 278, 18, silver), line('M322 276l-8-42-92 44', silver, 8), rect(208, 270, 26, 15, grey, 4), circle(330, 344, 12, silver),
  ].join(''),
  'VOLTA-RADIO': [
    shadow(200, 142), line('M292 226l46-128', silver, 5), circle(338, 98, 6, silver), rect(58, 222, 284, 172, cream, 22), rect(58, 222, 284, 172, 'rgba(139,90,58,.12)', 22), circle(140, 308, 62, walnutDark), ...[52, 40, 28, 16].map((r) => ring(140, 308, r, '#8b5a3a', 4)),
    rect(222, 250, 98, 50, black, 8), line('M236 276h12M256 268v16M270 264v24M284 272v12M298 268v18', '#f4b860', 5), circle(246, 346, 22, walnut), circle(298, 346, 22, walnut), line('M246 346v-15M298 346l11-10', cream, 4), repeated([116, 148, 180], (x) => rect(x - 10, 212, 20, 12, walnut, 4)),
  ].join(''),
  'VOLTA-CABLE-2': [
    shadow(200, 116), ...[96, 80, 64].map((r, index) => `<ellipse cx="200" cy="306" rx="${r + 14}" ry="${r * 0.8}" fill="none" stroke="${index % 2 ? '#b98a4f' : '#d9ab6c'}" stroke-width="13"/>`),
    line('M96 280Q60 210 108 150M304 280q36-60-6-134', '#d9ab6c', 13), ...([[108, 150], [298, 146]] as const).map(([x, y]) => rect(x - 12, y - 62, 24, 62, black, 8) + rect(x - 6, y - 96, 12, 38, '#d8b24a', 5)), rect(170, 240, 60, 22, black, 8), rect(170, 356, 60, 22, black, 8),
  ].join(''),
  'VOLTA-STYLUS': [
    faint(0.9, oval(200, 420, 190, 52, black)), ...[150, 116, 82].map((r) => `<ellipse cx="200" cy="420" rx="${r}" ry="${r * 0.27}" fill="none" stroke="#43474d" stroke-width="2"/>`),
    shape('M120 196h150l26 40v56q0 18-18 18H138q-18 0-18-18z', coral), faint(0.3, shape('M132 208h120l10 16H132z', '#fff')), shape('M150 310h96l-14 40h-62z', grey), line('M206 350l-18 52', silver, 5), circle(187, 404, 6, '#f4b860'), rect(142, 112, 104, 86, silver, 8), repeated([162, 184, 206, 228], (x) => rect(x - 5, 90, 10, 26, '#d8b24a', 3)),
  ].join(''),
};
