import { spawn } from 'node:child_process';
import { systemProgram } from '../system/programs.ts';

/**
 * Runs nginx: `nginx-host.ts <configuration> <its folder>`. It answers what is in flight and ends when it is asked to, and when whoever
 * started it is gone. If this process is killed, nginx ends as well.
 */
const [configuration = '', folder = ''] = process.argv.slice(2);
const nginx = spawn(systemProgram('nginx'), ['-c', configuration, '-p', folder, '-e', 'stderr'], { stdio: ['ignore', 'inherit', 'inherit'] });
const guard = spawn('sh', ['-c', 'cat >/dev/null; kill -TERM "$1"', 'sh', String(nginx.pid)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });

let asked = false;
const end = () => {
  asked = true;
  nginx.kill('SIGQUIT');
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
process.on('disconnect', end);
nginx.once('exit', (code) => {
  guard.kill('SIGKILL');
  process.exit(asked ? 0 : (code ?? 1));
});
nginx.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
if (process.send && !process.connected) end();
