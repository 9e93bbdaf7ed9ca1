import { block, type Line } from './lines.ts';
import type { NginxSettings } from './settings.ts';

/** Seconds. Below the 75 for which hosts keep an idle connection, so that nginx is the one who closes it. */
const KEPT_FOR = 60;

/**
 * Instances of a host, under a name. None counts as failed for a while: when all say 503 it is their answer that shoppers need, and a refused connection
 * costs nothing.
 */
export function upstreamOf(name: string, instances: readonly string[], { kept = 32, between }: NginxSettings): Line {
  return block(`upstream ${name}`, [
    `zone ${name} 64k;`,
    ...instances.map((address) => `server ${address} max_fails=0${between ? ' resolve' : ''};`),
    `keepalive ${kept};`,
    `keepalive_timeout ${KEPT_FOR}s;`,
  ]);
}
