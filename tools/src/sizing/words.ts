/** A count: 12,383. */
export function whole(count: number): string {
  return Math.round(count).toLocaleString('en-GB');
}

/** A figure with three digits that matter: 0.00052, 12.4, 2,080. */
export function amount(figure: number): string {
  return figure >= 100 ? whole(figure) : String(Number(figure.toPrecision(3)));
}

/** A share of the whole: 49 %. */
export function share(part: number): string {
  return `${part > 0 && part < 0.01 ? Number((part * 100).toPrecision(1)) : Math.round(part * 100)} %`;
}

/** A time: 0.8 ms, 226 ms, 60 s. */
export function time(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'endless';
  return seconds < 1 ? `${Number((seconds * 1_000).toPrecision(3))} ms` : `${amount(seconds)} s`;
}

/** Dollars, without cents. */
export function dollars(usd: number): string {
  return whole(usd);
}
