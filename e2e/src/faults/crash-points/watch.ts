import { crash, readArmed } from './armed.ts';
import { crosses, type Step } from './crash-point.ts';

/** Hears of every step of a host, and ends it where it is armed to end. */
export class Watch {
  readonly #folder: string;
  readonly #host: string;
  #point = '';
  #crossed = 0;

  constructor(folder: string, host: string) {
    this.#folder = folder;
    this.#host = host;
  }

  before(step: Step): void {
    this.#see('before', step);
  }

  after(step: Step): void {
    this.#see('after', step);
  }

  #see(when: 'before' | 'after', step: Step): void {
    const armed = readArmed(this.#folder, this.#host);
    if (!armed || armed.point.when !== when || !crosses(armed.point.at, step)) return;
    if (this.#point !== armed.point.name) [this.#point, this.#crossed] = [armed.point.name, 0];
    if (++this.#crossed >= armed.nth) crash(this.#folder, this.#host);
  }
}
