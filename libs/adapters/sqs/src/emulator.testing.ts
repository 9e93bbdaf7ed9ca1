import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const program = `
  import { buildApp } from 'fauxqs';
  const emulator = buildApp({ logger: false });
  await emulator.listen({ port: 0, host: '127.0.0.1' });
  process.send(emulator.server.address().port);
  process.once('disconnect', () => process.exit(0));
`;

/** An SQS emulator in a process of its own, with empty memory. */
export async function startEmulator(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  process.env['AWS_ACCESS_KEY_ID'] ??= 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] ??= 'test';
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
