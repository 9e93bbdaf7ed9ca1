/** Whether this process wants new calls: not while it starts, and no more once it drains. It asks nobody else. */
export class Readiness {
  #ready = false;

  isReady(): boolean {
    return this.#ready;
  }

  open(): void {
    this.#ready = true;
  }

  close(): void {
    this.#ready = false;
  }
}
