/** Pieces of a drawing, as SVG. The sheet is 400 wide and 500 high; things stand on a table at 392. */

type Numbers = readonly number[];

export const rect = (x: number, y: number, width: number, height: number, fill: string, radius = 0) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`;
export const circle = (x: number, y: number, radius: number, fill: string) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
export const oval = (x: number, y: number, across: number, down: number, fill: string) => `<ellipse cx="${x}" cy="${y}" rx="${across}" ry="${down}" fill="${fill}"/>`;
export const shape = (path: string, fill: string) => `<path d="${path}" fill="${fill}"/>`;
export const line = (path: string, colour: string, width: number) => `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
export const ring = (x: number, y: number, radius: number, colour: string, width: number) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
export const turned = (degrees: number, x: number, y: number, ...parts: readonly string[]) => `<g transform="rotate(${degrees} ${x} ${y})">${parts.join('')}</g>`;
export const faint = (opacity: number, ...parts: readonly string[]) => `<g opacity="${opacity}">${parts.join('')}</g>`;
/** The soft shadow of a thing that stands there. */
export const shadow = (x: number, across: number, y = 392) => faint(0.22, oval(x, y, across, across * 0.1, '#2b1d10'), oval(x + 10, y + 3, across * 1.15, across * 0.13, '#2b1d10'));
/** The same piece at several places along the sheet. */
export const repeated = (places: Numbers, piece: (at: number) => string) => places.map(piece).join('');
