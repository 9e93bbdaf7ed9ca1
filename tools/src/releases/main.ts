import { nearest } from '../start/nearest.ts';
import { flagHelp, readFlags } from '../start/flags.ts';
import { awsCli } from './aws.ts';
import { bucketOf } from './bucket.ts';
import { build, check, deploy, rollBack, type Answer } from './commands.ts';
import { neededBy, readSettings, type ReleaseCommand } from './settings.ts';

/**
 * `npm run --silent release -- build | check <environment> | deploy <environment> | roll-back <environment>`: what the pipeline does. The
 * standard output has what the next step needs, the standard error what people read. Exit code 1 if a release is refused or fails, 2 if
 * it is called wrongly.
 */
const flags = { release: { value: '<name>', does: 'which one: 0.1.0-0123456789ab; the newest, or when rolling back the one before, if left out' } };
const commands = Object.keys(neededBy);
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
  const named = given.get('release');
  const answers: Readonly<Record<ReleaseCommand, () => Promise<Answer>>> = {
    async build() {
      const { bucket, ...told } = readSettings(process.env, ...neededBy.build);
      return build(bucketOf(bucket, aws), aws, told);
    },
    async check() {
      const { bucket } = readSettings(process.env, ...neededBy.check);
      return check(environment, named, bucketOf(bucket, aws));
    },
    async deploy() {
      const { bucket, ...told } = readSettings(process.env, ...neededBy.deploy);
      return deploy({ environment, ...told }, named, bucketOf(bucket, aws), aws);
    },
    async 'roll-back'() {
      const { bucket, ...told } = readSettings(process.env, ...neededBy['roll-back']);
      return rollBack({ environment, ...told }, named, bucketOf(bucket, aws), aws);
    },
  };
  const { out, report, isRefused } = await answers[command as ReleaseCommand]();
  process.stderr.write(`${report}\n`);
  process.stdout.write(`${out}\n`);
  process.exitCode = isRefused ? 1 : 0;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
