import { circle, faint, line, oval, rect, ring, shadow, shape, repeated, turned } from './shapes.ts';

const [iron, ironLight, steel, steelLight, wood, woodDark, cream, red] = ['#33383a', '#51585b', '#6d7680', '#a2abb3', '#c58f55', '#9b6a38', '#f4eadb', '#b5432f'];

/** What Hearth & Hollow makes. */
export const kitchen: Readonly<Record<string, string>> = {
  'HEARTH-POT-24': [
    shadow(200, 130),
    rect(62, 252, 36, 18, iron, 8), rect(302, 252, 36, 18, iron, 8),
    shape('M88 236h224v112q0 46-46 46H134q-46 0-46-46z', iron),
    faint(0.5, shape('M104 250h26v96q0 26 14 40h-12q-28-4-28-40z', ironLight)),
    shape('M82 222q0-10 10-10h216q10 0 10 10v14H82z', ironLight),
    shape('M96 212q10-46 104-46t104 46z', iron), faint(0.5, shape('M122 204q14-26 66-30-40 8-48 30z', steelLight)),
    oval(200, 160, 24, 12, ironLight), rect(190, 160, 20, 12, iron),
  ].join(''),
  'HEARTH-PAN-28': [
    shadow(176, 140), turned(-24, 170, 340, rect(286, 318, 150, 20, steel, 10), circle(418, 328, 5, '#e6c8a6')),
    oval(170, 340, 140, 52, '#42484d'), oval(170, 332, 140, 50, steel), oval(170, 334, 122, 40, '#4c545b'),
    faint(0.5, oval(136, 326, 62, 16, '#7b858d')),
    faint(0.35, line('M150 280q-14-24 2-44t0-42M196 276q-14-24 2-44t0-42', '#fff', 7)),
  ].join(''),
  'HEARTH-KETTLE': [
    shadow(196, 118),
    line('M132 214q-2-98 66-98t66 98', iron, 14), rect(160, 108, 76, 20, wood, 10),
    shape('M268 296l62-70q14-12 22 2l-8 12-56 106z', '#a33c2a'),
    shape('M94 348q0-152 104-152t104 152q0 46-46 46H140q-46 0-46-46z', red),
    faint(0.35, shape('M116 342q0-108 56-130-34 40-34 130 0 30 10 46h-12q-20-10-20-46z', '#fff')),
    oval(198, 202, 58, 14, '#8f3323'), oval(198, 198, 52, 11, red), circle(198, 182, 13, iron),
  ].join(''),
  'HEARTH-BOARD': [
    shadow(200, 120),
    turned(7, 200, 300,
      shape('M104 168q0-22 22-22h46q6-66 28-66t28 66h46q22 0 22 22v206q0 20-22 20H126q-22 0-22-20z', wood),
      faint(0.4, line('M132 170v200M160 160v222M194 180v206M228 160v222M262 172v202', woodDark, 3)), circle(200, 112, 10, '#efdcc8')),
    shape('M238 372q0-54 44-54t44 54q0 24-44 24t-44-24z', '#d6503a'), faint(0.5, oval(266, 348, 8, 14, '#f3a08e')), line('M282 322q0-14 10-22', '#4b6b3c', 6),
  ].join(''),
  'HEARTH-MILL': [
    shadow(200, 66), circle(200, 118, 32, wood), faint(0.45, oval(190, 108, 8, 12, '#f0cda0')),
    shape('M170 152q30-14 60 0l-6 34q20 50 8 96l22 84q4 28-54 28t-54-28l22-84q-12-46 8-96z', wood),
    shape('M176 186h48l2 14h-52z', woodDark), shape('M162 282h76l4 14h-84z', woodDark),
    faint(0.35, shape('M178 206q-12 40-2 74l-18 82q0 16 12 22-6-14 0-30l20-76q-6-34 0-72z', '#f6dfba')),
    repeated([276, 292, 308], (x) => circle(x, 388 - (x % 3) * 3, 5, '#4b3a2c')),
  ].join(''),
  'HEARTH-TEAPOT': [
    shadow(196, 122), ring(310, 290, 44, '#5f7f86', 18),
    shape('M96 290l-54-56q-10-12 4-20l20 4 58 62z', '#5f7f86'),
    shape('M84 308q0-98 116-98t116 98q0 86-70 86h-92q-70 0-70-86z', '#7799a0'), faint(0.4, shape('M106 304q2-64 66-78-36 28-36 78 0 48 20 74-50-8-50-74z', '#cfe0e2')),
    repeated([128, 164, 200, 236, 272], (x) => circle(x, 306, 5, '#e9f0ee')), repeated([146, 182, 218, 254], (x) => circle(x, 330, 5, '#e9f0ee')),
    oval(200, 216, 62, 16, '#5f7f86'), shape('M142 212q10-34 58-34t58 34z', '#7799a0'), circle(200, 172, 14, '#5f7f86'),
  ].join(''),
  'HEARTH-APRON': [
    line('M40 96h320', woodDark, 10), circle(200, 96, 9, '#7c5230'), line('M200 96q-58 14-50 82M200 96q58 14 50 82', '#8a8f77', 8),
    shape('M150 172h100q2 60 52 78l10 160q-112 34-224 0l10-160q50-18 52-78z', '#a7ad90'),
    faint(0.3, line('M128 262l-8 144M272 262l8 144', '#666c52', 4)),
    shape('M142 300h116v52q0 18-18 18h-80q-18 0-18-18z', '#949b7c'), line('M142 306h116M200 306v60', '#7a8163', 4),
    line('M98 252q-34 30-28 90M302 252q34 30 28 90', '#8a8f77', 8), faint(0.6, rect(166, 316, 12, 30, cream, 4)),
  ].join(''),
};
