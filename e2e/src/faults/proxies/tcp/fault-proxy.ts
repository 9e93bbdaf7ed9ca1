import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Connection, type Address } from './connection.ts';
import { realTime, type Time } from './time.ts';
import type { Toxic } from './toxic.ts';

/** A way to a server that can be made worse and better while connections are open. */
export class FaultProxy {
  readonly #server: Server;
  readonly #target: Address;
  readonly #time: Time;
  readonly #toxics: Toxic[] = [];
  readonly #connections = new Set<Connection>();
  readonly #port: number;

  private constructor(server: Server, target: Address, time: Time) {
    this.#server = server;
    this.#target = target;
    this.#time = time;
    this.#port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.#take(client));
  }

  /** Puts one before a server, on a free port of the loopback interface. */
  static async to(target: Address, time: Time = realTime): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: true });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new FaultProxy(server, target, time);
  }

  get address(): Address {
    return { host: '127.0.0.1', port: this.#port };
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#connections.size;
  }

  /** How many bytes are held for those who do not read them yet. */
  get bytes(): number {
    return [...this.#connections].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Has a toxic act on all connections, behind those that do already. */
  put(...toxics: readonly Toxic[]): void {
    for (const toxic of toxics) {
      this.#toxics.push(toxic);
      for (const connection of this.#connections) connection.meet(toxic);
    }
  }

  /** Takes a toxic off all connections: what it held back goes on at once, what it lost stays lost. */
  takeOff(...toxics: readonly Toxic[]): void {
    for (const toxic of toxics) {
      const at = this.#toxics.indexOf(toxic);
      if (at >= 0) this.#toxics.splice(at, 1);
      for (const connection of this.#connections) connection.part(toxic);
    }
  }

  /** Breaks what is connected, and refuses everybody until it is mended. */
  async cut(): Promise<void> {
    const refused = this.#server.listening ? once(this.#server, 'close') : undefined;
    if (refused) this.#server.close();
    const open = [...this.#connections];
    for (const connection of open) connection.sever();
    await Promise.all([refused, ...open.map(({ gone }) => gone)]);
  }

  /** Lets everybody in again, at the same address. */
  async mend(): Promise<void> {
    if (!this.#server.listening) await once(this.#server.listen(this.#port, '127.0.0.1'), 'listening');
  }

  /** Ends it and everything that is connected by it. */
  close(): Promise<void> {
    return this.cut();
  }

  #take(client: Socket): void {
    const connection = new Connection(client, this.#target, this.#time);
    this.#connections.add(connection);
    void connection.gone.then(() => this.#connections.delete(connection));
    for (const toxic of this.#toxics) connection.meet(toxic);
  }
}
