import { home } from './map-model.ts';

/** The class of a side's colour: each has its own, by its place among all sides; there are three besides home's. */
export function sideClass(place: string | null, places: readonly string[]): string {
  if (place === null || place === home) return 'side-home';
  return `side-${Math.max(0, places.filter((one) => one !== home).indexOf(place)) % 3}`;
}
