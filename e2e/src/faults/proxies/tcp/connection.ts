import { connect, type Socket } from 'node:net';
import { Flow, type Applied } from './flow.ts';
import type { Time } from './time.ts';
import type { Direction, Effect, Endings, Toxic } from './toxic.ts';

/** A toxic on a connection. */
interface Meeting {
  readonly toxic: Toxic;
  readonly effects: Readonly<Partial<Record<Direction, Effect>>>;
  readonly over: AbortController;
}

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** One client's connection, and the one to the server that belongs to it. */
export class Connection implements Endings {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #meetings: Meeting[] = [];
  readonly #flows: readonly Flow[];
  /** Settles when both sides are gone. */
  readonly gone: Promise<void>;

  constructor(client: Socket, target: Address, time: Time) {
    this.#client = client;
    this.#server = connect({ ...target, allowHalfOpen: true });
    for (const socket of this.#sockets) socket.setNoDelay(true).on('error', () => this.sever());
    const flow = (from: Socket, to: Socket, direction: Direction) => new Flow(from, to, () => this.#applied(direction), time);
    this.#flows = [flow(client, this.#server, 'toServer'), flow(this.#server, client, 'toClient')];
    for (const running of this.#flows) running.run().catch(() => this.sever());
    this.gone = Promise.all(this.#sockets.map((socket) => new Promise<void>((resolve) => socket.once('close', resolve)))).then(() => undefined);
    // A side that breaks off takes the other one with it; one that ends in order does not.
    for (const socket of this.#sockets) socket.once('close', () => socket.readableEnded || this.sever());
  }

  /** How many bytes are held here for either side. */
  get bytes(): number {
    return this.#flows.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Has a toxic act on this connection from now on. */
  meet(toxic: Toxic): void {
    this.#meetings.push({ toxic, effects: toxic.meet(this), over: new AbortController() });
  }

  /** Ends what a toxic does here. */
  part(toxic: Toxic): void {
    const at = this.#meetings.findIndex((meeting) => meeting.toxic === toxic);
    if (at >= 0) this.#meetings.splice(at, 1)[0]!.over.abort();
  }

  close(): void {
    this.#end((socket) => socket.destroySoon());
  }

  /** Ends it at once, whatever is on its way. */
  sever(): void {
    this.#end((socket) => socket.destroy());
  }

  /** Breaks it off with a reset, where a side has not been ended: of such a one Node could not reset, and would never say that it is closed. */
  reset(): void {
    this.#end((socket) => (socket.writableEnded ? socket.destroy() : socket.resetAndDestroy()));
  }

  get #sockets(): readonly Socket[] {
    return [this.#client, this.#server];
  }

  #end(how: (socket: Socket) => void): void {
    for (const { over } of this.#meetings) over.abort();
    for (const socket of this.#sockets) if (!socket.destroyed) how(socket);
  }

  #applied(direction: Direction): Applied[] {
    return this.#meetings.flatMap(({ effects: { [direction]: effect }, over }) => (effect ? [{ effect, over: over.signal }] : []));
  }
}
