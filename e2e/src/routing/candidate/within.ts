import { spawn } from 'node:child_process';
import { forward } from './forward.ts';

/** What the process within the walls is told, in its only argument, as JSON. */
export interface Within {
  readonly program: string;
  /** The program's complete environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The port on which the program listens, and the socket by which calls come in. */
  readonly calls: { readonly port: number; readonly socket: string };
  /** The port on which the program finds its database, and the socket that leads there. */
  readonly database: { readonly port: number; readonly socket: string };
}

/**
 * Runs a program in a network of its own, of which this process has already been made a part. Two sockets lead out of it: one by which
 * calls come in, one to the database. It ends the program when its own input ends.
 */
const { program, environment, calls, database } = JSON.parse(process.argv[2] ?? '') as Within;
const host = '127.0.0.1';
await forward({ port: database.port, host }, { path: database.socket });
await forward({ path: calls.socket }, { port: calls.port, host });

const child = spawn(process.execPath, ['--enable-source-maps', program], { env: { ...environment }, stdio: ['ignore', 'inherit', 'inherit'] });
child.once('exit', (code) => process.exit(code ?? 1));
process.stdin.once('end', () => child.kill('SIGTERM')).resume();
