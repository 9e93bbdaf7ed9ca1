import 'reflect-metadata';
import { runHost } from '@banyan/host';
import { catalogHost } from './host.ts';

/** The catalog module in a process of its own. */
await runHost(catalogHost);
