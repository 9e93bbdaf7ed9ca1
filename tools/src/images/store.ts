import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemProgram } from '../system/programs.ts';

/** Enough for what a build says. */
const maxBuffer = 256 * 1024 * 1024;

/** Where images and containers of the check are kept, apart from those of the machine. */
export interface ImageStore {
  /**
   * Runs `podman` or `buildah` on it.
   * @returns what it printed
   * @throws {Error} with its words if it fails
   */
  run(program: 'podman' | 'buildah', args: readonly string[]): Promise<string>;
}

/** A store in a folder of its own. @param folder is made if it is not there */
export function imageStore(folder: string): ImageStore {
  const where = ['--root', join(folder, 'images'), '--runroot', join(folder, 'run'), '--storage-driver', 'overlay'];
  return {
    async run(program, args) {
      try {
        const { stdout } = await promisify(execFile)(systemProgram(program), [...where, ...args], { maxBuffer });
        return stdout.trim();
      } catch (error) {
        const { stdout = '', stderr = '', message } = error as { readonly stdout?: string; readonly stderr?: string; readonly message: string };
        throw new Error(`${program} ${args[0]} failed: ${`${stdout}${stderr}`.trim().split('\n').slice(-30).join('\n') || message}`, { cause: error });
      }
    },
  };
}
