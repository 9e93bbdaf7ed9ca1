import { install } from './install.ts';
import { imagePrograms, missingPrograms, systemPrograms } from './programs.ts';

/**
 * `npm run setup:system`: installs what tests need of the system, once, as root. Exit code 0 if nothing is missing
 * afterwards, else 1. With `--images` it brings what `npm run image:check` needs as well.
 */
const wanted = process.argv.includes('--images') ? [...systemPrograms, ...imagePrograms] : systemPrograms;
const missing = missingPrograms(wanted);
const packages = missing.map(({ debianPackage }) => debianPackage).join(' ');

if (missing.length === 0) {
  console.log('The system has all that is needed.');
} else if (process.getuid?.() !== 0) {
  console.error(`This takes ${packages} from the system. Type: sudo apt-get install --no-install-recommends ${packages}`);
  process.exitCode = 1;
} else {
  console.log(`Installing ${packages} …`);
  try {
    await install(missing);
    for (const { name, debianPackage } of missingPrograms(wanted)) throw new Error(`${debianPackage} is installed, but there is no ${name} on the path.`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
