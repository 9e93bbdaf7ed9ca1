import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Address } from '../connection.ts';

/** One end of a connection, which remembers what it has heard. */
export class End {
  readonly socket: Socket;
  /** How it ended: `end` in order, else the code of the error, or `closed`. */
  readonly ended: Promise<string>;
  #heard = Buffer.alloc(0);
  #hear: () => void = () => undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => {
      this.#heard = Buffer.concat([this.#heard, bytes]);
      this.#hear();
    });
    this.ended = new Promise((resolve) => {
      socket.once('end', () => resolve('end'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      socket.once('close', () => resolve('closed'));
    });
  }

  get heard(): string {
    return this.#heard.toString();
  }

  say(words: string): void {
    this.socket.write(words);
  }

  /** Resolves once so many bytes have been heard in all. */
  async hears(bytes: number): Promise<string> {
    while (this.#heard.length < bytes) await new Promise<void>((resolve) => (this.#hear = resolve));
    return this.heard;
  }
}

/** Calls an address. @throws what the system says if nobody takes the call */
export async function call(address: Address): Promise<End> {
  const socket = connect({ ...address, allowHalfOpen: true });
  await once(socket, 'connect');
  return new End(socket);
}
