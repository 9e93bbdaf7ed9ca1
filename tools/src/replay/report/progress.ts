/** Where progress is shown: a terminal, a pipe or a file. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Milliseconds between two pictures: of the bar on a terminal, of a line elsewhere. */
const betweenBars = 100;
const betweenLines = 5_000;
const width = 30;
const eraseLine = '\r\u001b[K';

/** Shows how many of the orders are accepted and how many have ended: a bar, or a line now and then. */
export class Progress {
  readonly #screen: Screen;
  readonly #orders: number;
  readonly #timer: NodeJS.Timeout;
  #accepted = 0;
  #ended = 0;

  constructor(screen: Screen, orders: number) {
    this.#screen = screen;
    this.#orders = orders;
    this.#timer = setInterval(() => this.#draw(), screen.isTTY ? betweenBars : betweenLines);
  }

  accepted(): void {
    this.#accepted += 1;
  }

  ended(): void {
    this.#ended += 1;
  }

  /** A line of text; the bar goes on below it. */
  say(line: string): void {
    this.#screen.write(`${this.#screen.isTTY ? eraseLine : ''}${line}\n`);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#draw();
    if (this.#screen.isTTY) this.#screen.write('\n');
  }

  #draw(): void {
    const { isTTY } = this.#screen;
    this.#screen.write(isTTY ? `${eraseLine}${this.#bar()} ${this.#words()}` : `${this.#words()}\n`);
  }

  #bar(): string {
    const cells = (count: number) => Math.floor((count / Math.max(1, this.#orders)) * width);
    const [ended, accepted] = [cells(this.#ended), cells(this.#accepted)];
    return '█'.repeat(ended) + '▒'.repeat(accepted - ended) + '░'.repeat(width - accepted);
  }

  #words(): string {
    const count = (value: number) => value.toLocaleString('en-GB');
    return `${count(this.#accepted)} of ${count(this.#orders)} accepted, ${count(this.#ended)} ended`;
  }
}
