import type { Time } from '../time.ts';

/** Time that passes only when a test says so. */
export class HeldTime implements Time {
  /** The milliseconds that were asked for, one after the other. */
  readonly asked: number[] = [];
  readonly #held: (() => void)[] = [];
  readonly #heard: (() => void)[] = [];

  now(): number {
    return 0;
  }

  pause(milliseconds: number, over: AbortSignal): Promise<void> {
    this.asked.push(milliseconds);
    for (const hear of this.#heard.splice(0)) hear();
    return new Promise((resolve) => {
      this.#held.push(resolve);
      over.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Resolves once so many pauses have been asked for in all. */
  async askedFor(pauses: number): Promise<void> {
    while (this.asked.length < pauses) await new Promise<void>((resolve) => this.#heard.push(resolve));
  }

  /** Lets the first pause that is still held end. */
  release(): void {
    this.#held.shift()?.();
  }
}
