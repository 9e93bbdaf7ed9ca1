import { writeFile } from 'node:fs/promises';
import { renderDemoPictures } from './render.ts';

/** Draws the pictures of the demo catalogue into the first folder, and writes the second file when all are there. */
const [folder, finished] = process.argv.slice(2);
if (folder === undefined || finished === undefined) throw new Error('Name the folder for the pictures, and the file that says that all are there.');
await renderDemoPictures(folder);
await writeFile(finished, '');
