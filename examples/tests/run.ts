import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number | null;
  /** What it wrote to both outputs. */
  readonly text: string;
}

/** Runs a program to its end, for 90 seconds at most. */
export function run(program: string, args: readonly string[], cwd: string, environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = spawn(program, args, { cwd, env: { ...process.env, NODE_OPTIONS: '', ...environment }, timeout: 90_000 });
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  return new Promise((resolve, reject) => child.on('error', reject).on('close', (code) => resolve({ code, text })));
}

/** Runs a program that has to end well. */
export async function runWell(program: string, args: readonly string[], cwd: string, environment?: NodeJS.ProcessEnv): Promise<string> {
  const { code, text } = await run(program, args, cwd, environment);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${text}`);
  return text;
}
