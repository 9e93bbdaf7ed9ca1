import { readFlags } from '../start/flags.ts';
import { changedImages } from './changed-images.ts';
import { changedSince } from './git.ts';
import { imageNames } from './image-sources.ts';
import { reachOfImages } from './project-graph.ts';

/**
 * `npm run --silent changed -- --since <commit>`: prints the images that a change since then makes other than they were, one a line, and on
 * the standard error why. Of a commit that is not known here nobody can tell, so all are printed. Exit code 2 if it is called wrongly.
 */
const { given, words, mistakes } = readFlags(process.argv.slice(2), { since: { value: '<commit>', does: 'what the images there are were made of' } });
const since = given.get('since');
const all = [...mistakes, ...words.map((word) => `'${word}' is not expected here.`), ...(since === undefined ? ['Say since when: --since <commit>'] : [])];
if (all.length > 0 || since === undefined) {
  process.stderr.write(`${all.join('\n')}\n`);
  process.exit(2);
}

const paths = changedSince(since);
if (!paths) {
  process.stderr.write(`There is no commit '${since}' here, so every image counts as changed.\n`);
  process.stdout.write(`${imageNames.join('\n')}\n`);
} else {
  for (const [image, because] of changedImages(paths, await reachOfImages())) {
    const [first, ...more] = because;
    process.stderr.write(`${image}: ${first}${more.length > 0 ? ` and ${more.length} more` : ''}\n`);
    process.stdout.write(`${image}\n`);
  }
}
