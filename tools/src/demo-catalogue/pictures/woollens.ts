import { circle, faint, line, oval, rect, repeated, shadow, shape } from './shapes.ts';

const [navy, navyDark, oat, oatDark, teal, mustard, red] = ['#2f4763', '#22354b', '#e8dcc3', '#cdbd9c', '#4c7f86', '#d3a13f', '#b4503c'];
const hanger = line('M200 92q0-20 16-20t8-18M200 92L96 150M200 92l104 58', '#9b7a50', 7);

function jumper(colour: string, dark: string): string {
  return [
    hanger, shape('M150 116q50 26 100 0l62 30 52 172-48 18-38-104v166H122V232L84 336l-48-18 52-172z', colour), line('M150 118q50 40 100 0', dark, 15),
    repeated([160, 200, 240], (x) => line(`M${x} 176q-14 14 0 28t0 28-0 28 0 28-0 28 0 28`, dark, 5) + line(`M${x} 176q14 14 0 28t0 28 0 28 0 28 0 28 0 28`, dark, 5)),
    rect(122, 376, 156, 28, dark, 4), line('M40 306l44 16M360 306l-44 16', dark, 13), faint(0.5, repeated([134, 152, 170, 188, 206, 224, 242, 260], (x) => line(`M${x} 380v20`, colour, 4))),
  ].join('');
}

/** What Tern & Tide makes. */
export const woollens: Readonly<Record<string, string>> = {
  'TERN-SWEATER-M': jumper(navy, navyDark),
  'TERN-SWEATER-L': jumper(oat, oatDark),
  'TERN-SCARF': [
    shadow(200, 112), shape('M112 176q0-60 88-60t88 60v22q0 52-88 52t-88-52z', teal), oval(200, 178, 58, 28, '#35616a'), shape('M212 232l62-14 34 168-66 12z', teal), shape('M128 226l62 18-16 150-64-10z', '#5b929a'),
    repeated([262, 296, 330], (y) => shape(`M${222 + (y - 262) * 0.18} ${y}l64-13 3 15-64 13z`, oat)), repeated([270, 304, 338], (y) => shape(`M${126 - (y - 270) * 0.12} ${y - 6}l62 14-1 14-62-14z`, mustard)),
    repeated([114, 128, 142, 156, 168], (x) => line(`M${x} ${388 + (x % 4)}v22`, '#5b929a', 5)), repeated([248, 262, 276, 290, 302], (x) => line(`M${x} ${392 - (x - 248) * 0.14}l3 22`, teal, 5)),
  ].join(''),
  'TERN-SOCKS': [
    shadow(200, 140), shape('M206 118h78v150q44 34 78 50 26 16 12 44-10 24-44 24-40 0-124-66z', oatDark),
    shape('M96 112h84v172q40 28 86 46 30 14 20 44-10 24-46 22-60-4-144-76z', red), rect(92, 106, 92, 34, '#8e3b2b', 8), rect(202, 112, 86, 32, '#b09f7c', 8), shape('M96 168h84v18H96zM96 204h84v18H96z', oat), shape('M236 392q-30-2-60-20l34-58q28 16 56 26 30 14 20 40-10 16-50 12z', '#8e3b2b'), shape('M206 176h78v14h-78zM206 206h78v14h-78z', navy), faint(0.2, line('M110 150v120', '#fff', 9)),
  ].join(''),
  'TERN-CAP': [
    shadow(200, 128), shape('M84 336q-8-150 120-150t124 126q0 30-20 36-130 20-224-12z', '#5d6748'), line('M206 186q-8 90-2 162M206 186q-70 34-84 154M206 186q72 30 92 152', '#444d33', 4), shape('M78 330q-48 18-56 46-2 18 26 16 90-14 164-14 60 0 96-8 22-10 14-34-120 26-244-6z', '#6d7856'), faint(0.4, shape('M84 340q-36 14-42 32 64-18 150-18z', '#98a37c')), circle(206, 186, 9, '#444d33'), rect(262, 306, 30, 14, '#b58a4a', 3),
  ].join(''),
  'TERN-BLANKET': [
    shadow(200, 140), ...([[330, teal], [268, oat], [206, red]] as const).map(([y, colour]) => rect(78, y, 244, 64, colour, 26) + faint(0.25, rect(86, y + 44, 228, 14, '#1d2a33', 7)) + faint(0.3, rect(96, y + 10, 200, 7, '#fff', 3))),
    rect(222, 206, 26, 188, mustard), rect(258, 206, 12, 188, navy), repeated([90, 106, 122, 138, 154, 170, 186, 202], (x) => line(`M${x} 392v16`, '#35616a', 4)),
  ].join(''),
};
