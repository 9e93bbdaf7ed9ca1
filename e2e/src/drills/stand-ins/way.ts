import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where a server listens; on the loopback interface, unless an address is named. */
export interface Endpoint {
  readonly host?: string;
  readonly port: number;
}

const loopback = '127.0.0.1';

/** An address that leads to one of several servers: each new connection goes to the one that it leads to now. */
export class Way {
  readonly #server = createServer((from) => this.#lead(from));
  readonly #sockets = new Set<Socket>();
  #to: Endpoint;

  private constructor(to: Endpoint) {
    this.#to = to;
  }

  /** Opens one. @param to where it leads at first @param at where it is reached: a free port of the loopback interface if left out */
  static async to(to: Endpoint, { host = loopback, port }: Endpoint = { port: 0 }): Promise<Way> {
    const way = new Way(to);
    await once(way.#server.listen(port, host), 'listening');
    return way;
  }

  /** Where it is reached. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Has new connections go elsewhere; those that are there stay, as they do with a name that is resolved anew. */
  leadTo(to: Endpoint): void {
    this.#to = to;
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
    const to = connect(this.#to.port, this.#to.host ?? loopback);
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
