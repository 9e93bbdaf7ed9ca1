import { spawn, type ChildProcess } from 'node:child_process';

/** A process that runs the strangled shop's orders. */
export interface OrdersHost {
  readonly url: string;
  stop(): Promise<void>;
}

/** Keys for these tests only. */
export const INTERNAL_KEYS = `k1:${'A'.repeat(43)}`;

/** Starts the orders host of a built shop on a free port. */
export async function startOrdersHost(program: string, cwd: string): Promise<OrdersHost> {
  const child = spawn(process.execPath, [program], { cwd, env: { ...process.env, NODE_OPTIONS: '', PORT: '0', INTERNAL_KEYS } });
  const url = await announced(child);
  return { url, stop: () => stopped(child) };
}

function announced(child: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: unknown) => {
      text += String(chunk);
      const url = /orders at (http:\S+)/.exec(text)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('close', (code) => reject(new Error(`The orders host ended with ${code}:\n${text}`)));
  });
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('close', () => resolve());
    child.kill('SIGTERM');
  });
}
