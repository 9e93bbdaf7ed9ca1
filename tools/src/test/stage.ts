import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../start/root.ts';

/** One step of `npm test`. */
export interface Stage {
  readonly name: string;
  /** A program, from the workspace's folder, and its arguments. */
  readonly program: string;
  readonly args: readonly string[];
  readonly node?: readonly string[];
}

/** How a step ended, and what it said. */
export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
}

/** Runs a step. Shown at once, its words go straight to the terminal and are not kept. */
export async function run(stage: Stage, { shown }: { readonly shown: boolean }): Promise<Outcome> {
  const words: Buffer[] = [];
  const child = spawn(process.execPath, [...(stage.node ?? []), join(root, stage.program), ...stage.args], {
    cwd: root,
    stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
  });
  child.stdout?.on('data', (part: Buffer) => words.push(part));
  child.stderr?.on('data', (part: Buffer) => words.push(part));
  const passed = await new Promise<boolean>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0));
  });
  return { name: stage.name, passed, output: Buffer.concat(words).toString() };
}
