import { CRASH_POINTS } from './armed.ts';
import { watchQueues, watchRequests, watchStatements } from './patches.ts';
import { Watch } from './watch.ts';

/**
 * Loaded before a host's program (`node --import`), so that the program needs to know nothing of it. What it patches are
 * the libraries beside the bundle, which the host then loads.
 */
const [folder, host] = (process.env[CRASH_POINTS] ?? '').split('|');
if (folder && host) {
  const watch = new Watch(folder, host);
  watchStatements(watch);
  watchRequests(watch);
  watchQueues(watch);
}
