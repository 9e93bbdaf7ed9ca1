import { circle, faint, line, rect, repeated, shadow, shape, turned } from './shapes.ts';

const [blue, blueDark, paper, rust, ink, gold] = ['#38607d', '#274659', '#f8f3e7', '#c0573a', '#25303a', '#c9a24f'];
const dots = (x: number, y: number, across: number, down: number) =>
  `<pattern id="d" width="14" height="14" patternUnits="userSpaceOnUse"><circle cx="7" cy="7" r="1.6" fill="#a9b8c2"/></pattern>${rect(x, y, across, down, 'url(#d)')}`;
const heron = (x: number, y: number, colour: string) => line(`M${x} ${y}q-4-34 18-48t16-34q-4-16-20-10l-24 8M${x + 4} ${y - 6}q34 18 54 4M${x + 6} ${y}v46M${x + 20} ${y + 2}v44`, colour, 6);

/** What Paper Heron makes. */
export const stationery: Readonly<Record<string, string>> = {
  'HERON-NOTE-A5': [
    shadow(206, 128), turned(-6, 200, 270, rect(96, 128, 216, 268, blueDark, 10), rect(104, 134, 204, 258, paper, 6), rect(92, 124, 210, 266, blue, 10), rect(92, 124, 26, 266, blueDark, 10), rect(268, 124, 9, 266, rust)),
    turned(-6, 200, 270, rect(150, 172, 92, 64, paper, 4), line('M166 194h60M166 212h40', blueDark, 4), heron(170, 318, '#cfdde6')),
  ].join(''),
  'HERON-NOTE-A6': [
    shadow(200, 110), turned(8, 220, 300, rect(150, 196, 150, 196, '#8a3c29', 8), rect(146, 190, 150, 196, rust, 8), rect(272, 190, 7, 196, ink)),
    turned(-9, 160, 290, rect(92, 178, 150, 204, '#d9d2c2', 8), rect(90, 172, 150, 204, paper, 8), dots(100, 182, 130, 184)),
    turned(24, 280, 250, rect(262, 130, 12, 186, gold, 4), shape('M262 316h12l-6 20z', '#e9d5b0')),
  ].join(''),
  'HERON-PEN-M': [
    faint(0.2, turned(-38, 200, 280, rect(74, 292, 270, 16, '#1d2a33', 8))),
    turned(-38, 200, 270, rect(58, 254, 138, 34, blueDark, 17), rect(186, 256, 26, 30, gold, 3), rect(206, 258, 96, 26, blue, 8), shape('M300 260h16q44 4 66 11-22 7-66 11h-16z', gold), line('M330 271h48', '#7d6022', 2.5), circle(330, 271, 3, '#7d6022'), rect(66, 240, 110, 9, gold, 4), faint(0.35, rect(74, 260, 112, 6, '#fff', 3))),
    line('M60 436q40-34 70-4t66-6 62-2 60-10', blueDark, 5),
  ].join(''),
  'HERON-INK-BLUE': [
    shadow(200, 96), rect(158, 166, 84, 54, ink, 8), rect(166, 172, 10, 42, '#4a5963', 4), shape('M146 222h108l22 36v106q0 30-30 30H154q-30 0-30-30V258z', 'rgba(214,232,240,.9)'), shape('M132 282h136v82q0 22-24 22h-88q-24 0-24-22z', '#1f4f86'), faint(0.55, shape('M146 250q10-18 22-20v150h-14q-8-4-8-14z', '#fff')),
    rect(150, 292, 100, 62, paper, 5), line('M166 314q12-12 22 0t22 0 22 0M170 334h60', '#1f4f86', 4),
  ].join(''),
  'HERON-CARDS': [
    shadow(200, 124), turned(10, 220, 290, rect(118, 212, 200, 142, '#e7dcc4', 4)), turned(-3, 200, 300, rect(104, 228, 204, 144, '#d9c7a3', 4), shape('M104 228l102 84 102-84z', '#e9dcbf')),
    turned(-14, 180, 240, rect(92, 136, 186, 136, paper, 4), heron(150, 220, rust), line('M214 186h40M214 204h30', ink, 4)),
  ].join(''),
  'HERON-WASHI': [
    shadow(200, 140),
    ...([[112, 336, rust], [186, 344, gold], [262, 338, blue], [150, 258, '#7c9a6b'], [226, 262, '#d98f8a']] as const).map(([x, y, colour]) => [circle(x, y, 46, colour), faint(0.35, `<circle cx="${x}" cy="${y}" r="37" fill="none" stroke="#fff" stroke-width="6" stroke-dasharray="7 9"/>`), circle(x, y, 24, '#e9dfcd'), circle(x, y, 19, '#b9ab92')].join('')),
    shape('M300 322q46 6 82 60l-18 12q-26-44-62-46z', blue),
  ].join(''),
  'HERON-CALENDAR': [
    rect(98, 84, 204, 300, '#c8bfae', 3), rect(94, 78, 204, 300, paper, 3), rect(94, 78, 204, 172, '#3a4a57', 3), shape('M94 250v-40l54-58 38 40 44-66 68 82v42z', '#8fb0b5'), shape('M94 250v-18l70-36 60 34 74-22v42z', paper), circle(250, 122, 18, rust), faint(0.8, heron(134, 222, ink)),
    repeated([122, 152, 182, 212, 242, 272], (x) => repeated([278, 302, 326, 350], (y) => circle(x, y, 4, x === 212 && y === 302 ? rust : '#8b8678'))), line('M196 78l-20-28h40z', ink, 3), circle(196, 46, 5, ink),
  ].join(''),
};
