import { text as all } from 'node:stream/consumers';
import { nginxConfiguration } from './configuration.ts';
import type { NginxSettings } from './settings.ts';

/** Prints the configuration of nginx for the settings that come on standard input, as JSON. Exit code 2 with everything that is wrong with them. */
try {
  process.stdout.write(nginxConfiguration(JSON.parse(await all(process.stdin)) as NginxSettings));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
