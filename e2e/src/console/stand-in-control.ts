import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { closed, listening } from '../local-server.ts';
import type { RoutesAnswer } from '@banyan/tools/banyan';

/** Plays the control API for a console that is to see what a shop of this size does not show: more than that much, and an answer that is lost. */
export interface StandInControl {
  readonly url: string;
  /** How many updates the console has been told. */
  readonly told: number;
  close(): Promise<void>;
}

const modules = ['checkout', 'orders', 'catalog', 'payments', 'accounts'];
const operations: RoutesAnswer['operations'] = modules.flatMap((module) =>
  Array.from({ length: 12 }, (_, n) => ({ address: `${module}.operation${n}`, effect: 'read' as const, delivery: 'reply' as const, entry: null, route: { kind: 'local' as const } })),
);

/**
 * @param hosts the names of the hosts that call and answer
 * @param each updates in a second
 */
export async function standInControl({ hosts, each }: { readonly hosts: readonly string[]; readonly each: number }): Promise<StandInControl> {
  const at = () => new Date().toISOString();
  const made = { version: 1, by: hosts[0]!, at: at(), why: hosts[0]! };
  const reports = hosts.map((host, n) => ({ instance: `${host}-${n}`, host, routeVersion: 1 }));
  const answers: Readonly<Record<string, unknown>> = {
    session: { role: 'operator' },
    routes: { ...made, operations, groups: [], rollouts: [] },
    doctor: { findings: [{ severity: 'warning', code: 'noReports', message: hosts[0], next: hosts[0] }] },
    history: { states: [{ ...made, changes: { routes: [], rollouts: [] } }] },
    hosts: { newest: 1, hosts: reports.map((report) => ({ ...report, modules: [{ module: 'catalog', contractVersion: '1.0.0', data: hosts[0] }], at: at(), ageMs: 5 })) },
    shadows: { shadows: [], samples: [] },
    lanes: { modules: [{ module: 'orders', waiting: 1, inHand: 0, parked: 0, next: null, lanes: [{ lane: hosts[0], state: 'waiting', calls: 1, oldest: at(), attempts: 0 }] }] },
    parked: { modules: [] },
    // What a change would do. The change itself is cut off.
    revert: { version: 2, dryRun: true, moved: [] },
  };
  let told = 0;
  const watchers = new Set<ServerResponse>();
  const traffic = () => {
    const flows = operations.map(({ address }, n) => ({ host: hosts[n % hosts.length], address, target: n % 3 === 0 ? hosts[(n + 1) % hosts.length] : null, answered: 100 * Math.random(), refused: 0, failed: n % 7 === 0 ? Math.random() : 0, p50: 5 * Math.random(), p99: 50 * Math.random() }));
    return `event: traffic\ndata: ${JSON.stringify({ at: at(), newest: 1, flows, hosts: reports })}\n\n`;
  };
  const server = createServer((request, response) => {
    const name = request.url!.replace('/control/v1/', '').replace(/\?.*/, '');
    if (name === 'revert') return void text(request).then((body) => (body.includes('"dryRun":true') ? response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[name])) : response.destroy()));
    if (name !== 'traffic') return void response.writeHead(name in answers ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answers[name] ?? {}));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    watchers.add(response);
    response.on('close', () => watchers.delete(response));
  });
  // A timer alone would come late on a busy machine: what is due by now is made up for.
  const began = performance.now();
  const timer = setInterval(() => {
    for (const due = ((performance.now() - began) / 1_000) * each; told < due; told++) for (const watcher of watchers) watcher.write(traffic());
  }, 1_000 / each);
  const url = await listening(server);
  return {
    url,
    get told() {
      return told;
    },
    close: async () => {
      clearInterval(timer);
      await closed(server);
    },
  };
}
