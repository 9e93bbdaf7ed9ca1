import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { flagHelp, readFlags } from '../start/flags.ts';
import { nearest } from '../start/nearest.ts';
import { root } from '../start/root.ts';
import { imagePrograms, missingPrograms } from '../system/programs.ts';
import { baseNamed, hasImage, makeBaseImage } from './base-image.ts';
import { buildImage, forgetImages } from './build-image.ts';
import { checkImage } from './check-image.ts';
import { imageNames, type ImageName } from './images.ts';
import { imageStore } from './store.ts';
import { surroundings } from './surroundings.ts';

/**
 * `npm run image:check -- orders`: builds the image of a host from the Dockerfile, without Docker, and runs it for real; all images if none
 * is named. Exit code 0 if all is as it must be, 1 if not, 2 if it was called wrongly or lacks a program.
 */
const flags = {
  authorities: { value: '<file>', does: 'the certificate authorities of RDS, as AWS publishes them; fetched there if left out' },
  'stand-in': { does: 'put a file that says so in the place of those authorities, where AWS is out of reach: such an image is for this check alone' },
  folder: { value: '<folder>', does: 'where images and containers are kept; .banyan/images if left out' },
} as const;

const { given, words, mistakes } = readFlags(process.argv.slice(2), flags);
const isImage = (word: string): word is ImageName => imageNames.some((name) => name === word);
const unknown = words.filter((word) => !isImage(word)).map((word) => `There is no image '${word}'${hint(word)}`);
const missing = missingPrograms(imagePrograms).map(({ debianPackage }) => debianPackage);
const wrong = [
  ...mistakes,
  ...unknown,
  ...(given.has('authorities') && given.has('stand-in') ? ['--authorities and --stand-in exclude each other.'] : []),
  ...(missing.length > 0 ? [`This takes ${missing.join(', ')} from the system. As root: npm run setup:system -- --images`] : []),
  ...(process.getuid?.() === 0 ? [] : ['Containers are run by root here: call it as root.']),
];
if (wrong.length > 0) {
  process.stderr.write(`${[...wrong, '', 'npm run image:check -- [images] [flags]', ...flagHelp(flags)].join('\n')}\n`);
  process.exit(2);
}

const folder = resolve(root, given.get('folder') ?? '.banyan/images');
mkdirSync(folder, { recursive: true });
const store = imageStore(folder);
const authorities = given.has('stand-in') ? standIn() : given.get('authorities');
const commit = commitHere();
const names = words.length > 0 ? words.filter(isImage) : imageNames;
let broken = 0;
try {
  await ensureBase();
  await forgetImages(store);
  const around = await surroundings();
  try {
    for (const name of names) await check(name, around);
  } finally {
    await around.close();
  }
} catch (error) {
  const { message } = error as Error;
  process.stderr.write(`${message}\n${message.includes('ADD ${DATABASE_AUTHORITIES}') ? 'Where AWS is out of reach: --stand-in, or --authorities with a file of your own.\n' : ''}`);
  process.exitCode = 1;
}
if (broken > 0) process.exitCode = 1;

async function ensureBase(): Promise<void> {
  const base = baseNamed(readFileSync(join(root, 'Dockerfile'), 'utf8'));
  if (await hasImage(store, base)) return;
  console.log(`Making an image in the place of ${base} …`);
  await makeBaseImage(store, base, folder);
}

async function check(name: ImageName, around: Awaited<ReturnType<typeof surroundings>>): Promise<void> {
  console.log(`Building ${name} …`);
  await buildImage(store, { name, commit, folder, ...(authorities === undefined ? {} : { authorities: resolve(authorities) }) });
  const { mistakes, answered, size, startedIn, stoppedIn } = await checkImage(store, name, commit, around);
  const took = (milliseconds: number) => `${milliseconds.toFixed(0)} ms`;
  console.log(`${name}: ${(size / 1e6).toFixed(0)} MB, ${stoppedIn === undefined ? 'done' : 'ready'} in ${took(startedIn)}${stoppedIn === undefined ? '' : `, stopped in ${took(stoppedIn)}`}; ${answered}`);
  for (const mistake of mistakes) console.error(`- ${mistake}`);
  if (mistakes.length > 0) broken += 1;
}

/** The commit, and whether the files differ from it. */
function commitHere(): string {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  return `${git('rev-parse', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '-changed'}`;
}

function standIn(): string {
  const file = join(folder, 'no-authorities.pem');
  writeFileSync(file, '# A stand-in for the certificate authorities of RDS, from a machine that could not fetch them: no database at AWS can be trusted with it.\n');
  console.log('A stand-in takes the place of the certificate authorities of RDS. Such an image is for this check alone.');
  return file;
}

function hint(word: string): string {
  const meant = nearest(word, imageNames);
  return meant ? `; did you mean '${meant}'?` : `. There are: ${imageNames.join(', ')}.`;
}
