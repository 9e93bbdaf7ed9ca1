import type { MapModel, Stream } from './map-model.ts';

/** A box of the map, in the units of its picture. */
export interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of the map. */
export interface Line {
  readonly key: string;
  readonly path: string;
  /** Where it is answered; undefined for a line from a caller. */
  readonly place?: string;
  readonly shadow: boolean;
  readonly stream: Stream;
  /** What is written at its end in the module, and where. */
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end'; readonly share?: number };
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly hosts: readonly Box[];
  readonly modules: readonly Box[];
  readonly places: readonly Box[];
  readonly lines: readonly Line[];
}

const width = 1_080;
const port = 22;
const padding = 14;
const between = 18;
const [left, middle, right] = [
  { x: 0, width: 150 },
  { x: 455, width: 150 },
  { x: 930, width: 150 },
];

/** Places the map: the same boxes always stand at the same place, and each line has a port of its own in the module's box. */
export function mapLayout({ hosts, modules, places, callers, answers }: MapModel): MapLayout {
  let y = 0;
  const boxes = modules.map((name): Box => {
    const ports = Math.max(2, callers.filter(({ module }) => module === name).length, answers.filter(({ module }) => module === name).length);
    const box = { name, ...middle, y, height: ports * port + padding };
    y += box.height + between;
    return box;
  });
  const height = Math.max(y - between, 60 * Math.max(hosts.length, places.length), 60);
  const [hostBoxes, placeBoxes] = [column(hosts, left, height), column(places, right, height)];
  const lines = boxes.flatMap((box) => [
    ...callers
      .filter(({ module }) => module === box.name)
      .map((edge, index, all): Line => {
        const from = hostBoxes.find(({ name }) => name === edge.host)!;
        const [x, at] = [box.x, portAt(box, index, all.length)];
        return { key: `calls ${edge.host} > ${edge.module}`, path: curve(left.width, centre(from), x - 105, at, x), shadow: false, stream: edge, label: { x: x - 8, y: at, anchor: 'end' } };
      }),
    ...answers
      .filter(({ module }) => module === box.name)
      .map((edge, index, all): Line => {
        const to = placeBoxes.find(({ name }) => name === edge.place)!;
        const [x, at] = [box.x + box.width, portAt(box, index, all.length)];
        return { key: `answers ${edge.module} > ${edge.place}`, path: curve(x + 165, at, right.x, centre(to), undefined, x), place: edge.place, shadow: edge.shadow, stream: edge, label: { x: x + 8, y: at, anchor: 'start', share: edge.share } };
      }),
  ]);
  return { width, height, hosts: hostBoxes, modules: boxes, places: placeBoxes, lines };
}

function column(names: readonly string[], { x, width }: { readonly x: number; readonly width: number }, height: number): Box[] {
  const room = height / Math.max(1, names.length);
  return names.map((name, index) => ({ name, x, width, y: room * index + room / 2 - 22, height: 44 }));
}

const centre = ({ y, height }: Box) => y + height / 2;
const portAt = ({ y, height }: Box, index: number, of: number) => y + height / 2 + (index - (of - 1) / 2) * port;

/** A calm curve, with a level piece before or behind it on which its figures stand. */
function curve(x1: number, y1: number, x2: number, y2: number, on?: number, from?: number): string {
  const bend = (x1 + x2) / 2;
  return `M${from ?? x1} ${y1}${from === undefined ? '' : `H${x1}`}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}${on === undefined ? '' : `H${on}`}`;
}

/** How wide a line is, in the units of the picture: ten times the calls make it 2.5 wider. */
export function widthOf({ rate }: Stream): number {
  return rate === 0 ? 1 : Math.min(9, 1.5 + 2.5 * Math.log10(1 + rate));
}

/** How quickly its dashes run: `still` where nothing flows. */
export function paceOf({ rate }: Stream): 'still' | 'slow' | 'steady' | 'quick' {
  if (rate === 0) return 'still';
  return rate < 5 ? 'slow' : rate < 100 ? 'steady' : 'quick';
}

