import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Where and as whom a command of AWS is run: here and as ourselves, where left out. */
export interface Place {
  readonly region?: string;
  /** The ARN of a role that is taken for it. */
  readonly as?: string;
}

/** Runs a command of the AWS CLI and gives what it answers, parsed. @throws {Error} with what the CLI says */
export type Aws = (words: readonly string[], place?: Place) => Promise<unknown>;

const run = promisify(execFile);

/** The AWS CLI as it is installed, with the credentials that it finds. */
export function awsCli(): Aws {
  const command = async (words: readonly string[], region?: string, credentials: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { stdout } = await run('aws', [...words, '--output', 'json', ...(region === undefined ? [] : ['--region', region])], { env: { ...process.env, ...credentials }, maxBuffer: 1 << 26 });
    try {
      return JSON.parse(stdout) as unknown;
    } catch {
      return stdout;
    }
  };
  const taken = async (role: string) => {
    const { Credentials } = (await command(['sts', 'assume-role', '--role-arn', role, '--role-session-name', 'banyan-release'])) as { readonly Credentials: { readonly AccessKeyId: string; readonly SecretAccessKey: string; readonly SessionToken: string } };
    return { AWS_ACCESS_KEY_ID: Credentials.AccessKeyId, AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey, AWS_SESSION_TOKEN: Credentials.SessionToken };
  };
  return async (words, { region, as } = {}) => {
    // A role is taken anew for each command: a rollout may take longer than its credentials last.
    return command(words, region, as === undefined ? {} : await taken(as));
  };
}
