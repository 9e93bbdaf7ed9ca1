import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { lambdaCode } from './lambda-code.ts';

const names = readdirSync(join(import.meta.dirname, '..', 'lambdas'));

/** Each function as it is uploaded, run by Node, with the AWS SDK played by a package that knows the names that handlers import of it. */
describe('the code of the functions', () => {
  let outdir: string;
  const folders = new Map<string, string>();
  beforeAll(() => {
    outdir = mkdtempSync(join(tmpdir(), 'banyan-lambdas-'));
    const app = new App({ outdir, analyticsReporting: false });
    const stack = new Stack(app, 'Functions');
    for (const name of names) new Function(stack, name, { functionName: name, runtime: Runtime.NODEJS_24_X, handler: 'handler.handler', code: lambdaCode(name) });
    const { Resources } = app.synth().getStackByName('Functions').template as { readonly Resources: Readonly<Record<string, { readonly Properties: { readonly FunctionName?: string; readonly Code: { readonly S3Key: string } } }>> };
    for (const { Properties } of Object.values(Resources)) if (Properties.FunctionName !== undefined) folders.set(Properties.FunctionName, join(outdir, `asset.${Properties.Code.S3Key.replace('.zip', '')}`));
  });
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  it.each(names)('of %s loads, and has a handler', (name) => {
    const folder = folders.get(name)!;
    const source = readFileSync(join(folder, 'handler.mjs'), 'utf8');
    for (const [, imported, client] of source.matchAll(/import \{ ([^}]+) \} from '(@aws-sdk\/[\w-]+)'/g)) {
      const stub = join(folder, 'node_modules', client!);
      mkdirSync(stub, { recursive: true });
      writeFileSync(join(stub, 'package.json'), '{"type":"module","exports":"./index.js"}');
      writeFileSync(join(stub, 'index.js'), imported!.split(', ').map((each) => `export class ${each} {}`).join('\n'));
    }
    const program = `import { handler } from ${JSON.stringify(join(folder, 'handler.mjs'))}; process.stdout.write(typeof handler);`;
    const env = { ...process.env, SETTINGS: '{"services":[]}', RULES: '{}' };
    expect(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8', env })).toBe('function');
    expect(readdirSync(folder).filter((file) => file.includes('.spec') || file.endsWith('.ts'))).toEqual([]);
  });
});
