import type { Screen } from '../replay/report/progress.ts';

/** Milliseconds between two lines of progress where they cannot take each other's place. */
const betweenLines = 10_000;
const eraseLine = '\r\u001b[K';
const columns = 100;

/** Tells what happens, line by line, with the time since the beginning. On a terminal, what is waited for stands below. */
export class Narrator {
  readonly #screen: Screen;
  readonly #clock: () => number;
  readonly #begun: number;
  #toldAt: number;
  #waitingFor = '';

  /** @param clock milliseconds that only rise */
  constructor(screen: Screen, clock: () => number) {
    this.#screen = screen;
    this.#clock = clock;
    this.#begun = this.#toldAt = clock();
  }

  /** A line with the time before it. */
  say(line: string): void {
    this.#write(`${this.#time()}  ${line}`);
  }

  /** A part of the story begins. */
  heading(title: string): void {
    this.#write('');
    this.#write(this.#screen.isTTY ? `\u001b[1m${title}\u001b[0m` : title);
  }

  /** Text without the time, such as what a command has answered. */
  quote(text: string): void {
    for (const line of text.split('\n')) this.#write(line === '' ? '' : `        ${line}`);
  }

  /** What goes on while nothing happens: in the place of the last, or as a line now and then. */
  waiting(line: string): void {
    if (this.#screen.isTTY) {
      this.#waitingFor = `${this.#time()}  … ${line}`.slice(0, columns);
      this.#screen.write(`${eraseLine}${this.#waitingFor}`);
    } else if (this.#clock() - this.#toldAt >= betweenLines) this.say(`… ${line}`);
  }

  #write(line: string): void {
    const erase = this.#waitingFor === '' ? '' : eraseLine;
    this.#waitingFor = '';
    this.#toldAt = this.#clock();
    this.#screen.write(`${erase}${line}\n`);
  }

  #time(): string {
    return minutes(this.#clock() - this.#begun).padStart(6);
  }
}

/** `2:05` */
export function minutes(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
