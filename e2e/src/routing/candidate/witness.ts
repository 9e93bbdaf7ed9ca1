import { createServer } from 'node:http';
import { closed, listening } from '../../local-server.ts';

/** A server that does nothing but count who comes to it. */
export interface Witness {
  readonly url: string;
  /** Connections so far, whatever was said over them. */
  readonly seen: number;
  close(): Promise<void>;
}

/** Starts one on the loopback interface. */
export async function startWitness(): Promise<Witness> {
  let seen = 0;
  const server = createServer((_request, response) => void response.end());
  server.on('connection', () => void seen++);
  const url = await listening(server);
  return {
    url,
    get seen() {
      return seen;
    },
    close: () => closed(server),
  };
}
