import 'reflect-metadata';
import { runHost } from '@banyan/host';
import { ordersHost } from './host.ts';

/** The orders module in a process of its own. */
await runHost(ordersHost);
