/** What a tester is to have answered elsewhere, as the control API takes it. */
export interface OverrideWish {
  /** Entry → host, or `local`. */
  readonly routes: Readonly<Record<string, string>>;
  readonly minutes: number;
  readonly why: string;
}

/** What is wrong, by field. */
export type OverrideMistakes = Partial<Record<'entry' | 'place' | 'minutes' | 'why', string>>;

/** Minutes that one may hold: a day. */
export const mostMinutes = 1_440;

/** Reads a form; all that is wrong is told at once. */
export function readOverride(form: FormData): { readonly asked: OverrideWish; readonly mistakes?: undefined } | { readonly asked?: undefined; readonly mistakes: OverrideMistakes } {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const [entry, place, why] = [text('entry'), text('place'), text('why').slice(0, 1_000)];
  const minutes = /^\d{1,4}$/.test(text('minutes')) ? Number(text('minutes')) : NaN;
  const mistakes: OverrideMistakes = {
    ...(entry === '' ? { entry: 'Say which operation, group or module is to be answered elsewhere.' } : {}),
    ...(place === '' ? { place: 'Name the host that is to answer the tester, or local for home.' } : {}),
    ...(minutes >= 1 && minutes <= mostMinutes ? {} : { minutes: `Give a whole number of minutes from 1 to ${mostMinutes.toLocaleString('en-GB')}.` }),
    ...(why === '' ? { why: 'Say why: whoever looks back wants to know.' } : {}),
  };
  return Object.keys(mistakes).length > 0 ? { mistakes } : { asked: { routes: { [entry]: place }, minutes, why } };
}
