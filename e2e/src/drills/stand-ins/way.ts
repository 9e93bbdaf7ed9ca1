import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** An address that leads to one of several servers: each new connection goes to the one that it leads to now. */
export class Way {
  readonly #server = createServer((from) => this.#lead(from));
  readonly #sockets = new Set<Socket>();
  #port: number;

  private constructor(port: number) {
    this.#port = port;
  }

  /** Opens one on a free port of the loopback interface. @param port where it leads at first */
  static async to(port: number): Promise<Way> {
    const way = new Way(port);
    await once(way.#server.listen(0, '127.0.0.1'), 'listening');
    return way;
  }

  /** Where it is reached. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Where it leads. */
  get leadsTo(): number {
    return this.#port;
  }

  /** Has new connections go elsewhere; those that are there stay, as they do with a name that is resolved anew. */
  leadTo(port: number): void {
    this.#port = port;
  }

  /** Breaks what is connected. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.cut();
    await closed;
  }

  #lead(from: Socket): void {
    const to = connect(this.#port, '127.0.0.1');
    for (const [near, far] of [[from, to], [to, from]] as const) {
      this.#sockets.add(near);
      near.on('error', () => undefined);
      near.once('close', () => {
        this.#sockets.delete(near);
        far.destroy();
      });
      near.pipe(far);
    }
  }
}
