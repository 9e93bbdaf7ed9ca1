import { rmSync } from 'node:fs';
import { removeEmbeddedData } from '../postgres/embedded-server.ts';
import { dataFolder } from './data-folder.ts';

/** Deletes a data folder, and what of PostgreSQL had to be put outside it. Its shop must have been stopped. */
export function removeDataFolder(path: string): void {
  removeEmbeddedData(dataFolder(path).postgres);
  rmSync(path, { recursive: true, force: true });
}
