import { nearest } from '../start/nearest.ts';
import { flagHelp, readFlags } from '../start/flags.ts';
import { awsCli } from './aws.ts';
import { bucketOf } from './bucket.ts';
import { build, check, deploy, rollBack } from './commands.ts';
import { readSettings } from './settings.ts';

/**
 * `npm run --silent release -- build | check <environment> | deploy <environment> | roll-back <environment>`: what the pipeline does. The
 * standard output has what the next step needs, the standard error what people read. Exit code 1 if a release is refused or fails, 2 if
 * it is called wrongly.
 */
const flags = { release: { value: '<name>', does: 'which one: 0.1.0-0123456789ab; the newest, or when rolling back the one before, if left out' } };
const commands = ['build', 'check', 'deploy', 'roll-back'];
const environments = ['dev', 'staging', 'production'];

const { given, words, mistakes } = readFlags(process.argv.slice(2), flags);
const [command = '', environment = '', ...more] = words;
const wrong = [
  ...mistakes,
  ...more.map((word) => `'${word}' is not expected here.`),
  ...(commands.includes(command) ? [] : [`Say what to do: ${commands.join(', ')}.${nearest(command, commands) === undefined ? '' : ` Did you mean ${nearest(command, commands)}?`}`]),
  ...(command === 'build' || environments.includes(environment) ? [] : [`Say in which environment: ${environments.join(', ')}.`]),
  ...(command === 'build' && environment !== '' ? [`build takes no environment; leave out '${environment}'.`] : []),
];
if (wrong.length > 0) {
  process.stderr.write(`${[...wrong, ...flagHelp(flags)].join('\n')}\n`);
  process.exit(2);
}

try {
  const aws = awsCli();
  const bucket = bucketOf(readSettings(process.env, 'bucket').bucket, aws);
  const named = given.get('release');
  const answers = { build: () => build(bucket, aws), check: () => check(environment, named, bucket), deploy: () => deploy(environment, named, bucket, aws), 'roll-back': () => rollBack(environment, named, bucket, aws) };
  const { out, report, isRefused } = await answers[command as keyof typeof answers]();
  process.stderr.write(`${report}\n`);
  process.stdout.write(`${out}\n`);
  process.exitCode = isRefused ? 1 : 0;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
