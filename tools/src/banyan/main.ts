import { userInfo } from 'node:os';
import { root } from '../start/root.ts';
import { banyan } from './banyan.ts';

/** `banyan`: see `banyan --help`. */
process.exitCode = await banyan(process.argv.slice(2), {
  environment: process.env,
  folder: root,
  user: loginName(),
  say: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
});

/** An account that has no name is called by what the environment says, or by what it is. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] || 'operator';
  }
}
