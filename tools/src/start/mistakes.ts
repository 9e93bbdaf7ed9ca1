import type { ShopOptions } from './options.ts';
import { databaseKind, readSettings, type Environment } from './settings.ts';

/** Everything that keeps a shop from being started, found before anything was started. */
export class StartMistakes extends Error {
  override readonly name = 'StartMistakes';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

/** What is wrong with the environment in which a shop is to be started; empty if it can be tried. */
export function startMistakes({ fresh }: Pick<ShopOptions, 'fresh'>, environment: Environment): string[] {
  const { settings, mistakes } = readSettings(environment);
  if (!fresh || databaseKind(settings) === 'embedded') return [...mistakes];
  return [...mistakes, '--fresh deletes the embedded database only, but the environment names a real one. Empty that yourself, and leave out --fresh.'];
}
