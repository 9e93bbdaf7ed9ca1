import { answer } from '../namespaces/answer.ts';
import { PostgresServer } from '../postgres/server.ts';

/** In whichever network it is. */
const port = 5432;

let server: PostgresServer | undefined;

function running(): PostgresServer {
  if (!server) throw new Error('There is no database yet.');
  return server;
}

const work = {
  /** Makes an empty one. */
  start: async (): Promise<void> => {
    server = await PostgresServer.start({ to: 'everybody', port });
  },
  /** Begins to follow another one, as its copy; what was here is deleted. */
  follow: async (url: string): Promise<void> => {
    await server?.discard();
    server = undefined;
    server = await PostgresServer.copyOf({ url, follows: true, listening: { to: 'everybody', port } });
  },
  promote: async (): Promise<void> => running().promote(),
  /** @param host by which it is reached */
  urlAt: async (host: string): Promise<string> => running().urlAt(host),
  query: async <Row extends object>(statement: string): Promise<Row[]> => running().query<Row>(statement),
};

/** What a region's database does when it is asked. */
export type DatabaseWork = typeof work;

/** The database of a region, in a network of its own. */
answer(work, async () => server?.discard());
