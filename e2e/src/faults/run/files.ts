import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the parts of a run are, below its folder. */
export const filesOf = (folder: string) => ({ history: join(folder, 'history'), witnesses: join(folder, 'witnesses.json'), verdict: join(folder, 'verdict.json'), logs: join(folder, 'logs'), sabotage: join(folder, 'sabotage') });

/** Begins a run's folder anew. */
export async function emptyRunFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(filesOf(folder).history, { recursive: true });
}

/** Writes something down for a person to read; big integers as texts. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part), 2)}\n`);
}

/** Keeps what the hosts of a shop wrote. @param shop its data folder */
export async function keepLogs(shop: string, folder: string): Promise<void> {
  await cp(join(shop, 'logs'), filesOf(folder).logs, { recursive: true });
}
