import { answered, every, rewriting } from '../altered-statements.ts';
import type { Defect } from '../defect.ts';

const append = { words: 'INSERT INTO routing.route_state (' };
const lost = every(3);

/** What may be done wrong with routes. */
export const routeDefects: readonly Defect[] = [
  {
    name: 'a change of the routes overwrites another that was quicker',
    fault: 'F45',
    caughtBy: ['route-versions'],
    alterations: [
      rewriting(
        append,
        ['WHERE $1::bigint = (SELECT coalesce(max(version), 0) + 1 FROM routing.route_state)', 'WHERE true'],
        ['ON CONFLICT (version) DO NOTHING', 'ON CONFLICT (version) DO UPDATE SET content = excluded.content'],
      ),
    ],
  },
  {
    name: 'a change of the routes is told and not kept',
    fault: 'F45',
    caughtBy: ['route-versions'],
    alterations: [{ ...append, kind: 'statement', instead: (asked, send) => (lost() ? Promise.resolve(answered([{ version: asked.values[0] }])) : send(asked)) }],
  },
];
