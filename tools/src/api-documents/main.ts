import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, shown } from '../start/root.ts';
import { apiDocuments } from './documents.ts';

/** `npm run api-documents`: writes the OpenAPI and AsyncAPI documents of all contracts, and the page that shows them, to docs/api. */
const folder = join(root, 'docs/api');
const documents = apiDocuments();
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [file, text] of documents) await writeFile(join(folder, file), text);
process.stdout.write(`Wrote ${documents.size} files to ${shown(folder)}.\n`);
