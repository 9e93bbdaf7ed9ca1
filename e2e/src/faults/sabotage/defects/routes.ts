import { answered, every } from '../altered-statements.ts';
import type { Defect } from '../defect.ts';

const append = { words: 'INSERT INTO routing.route_state (' };
const lost = every(3);

/** What may be done wrong with routes. */
export const routeDefects: readonly Defect[] = [
  {
    // PostgreSQL itself refuses to have a version changed.
    name: 'a change of the routes counts as made though another was quicker',
    fault: 'F45',
    seconds: 8,
    caughtBy: ['route-versions'],
    alterations: [
      {
        ...append,
        kind: 'statement',
        instead: async (asked, send) => {
          const outcome = await send(asked);
          return outcome.rows.length > 0 ? outcome : answered([{ version: asked.values[0] }]);
        },
      },
    ],
  },
  {
    name: 'a change of the routes is told and not kept',
    fault: 'F45',
    caughtBy: ['route-versions'],
    alterations: [{ ...append, kind: 'statement', instead: (asked, send) => (lost() ? Promise.resolve(answered([{ version: asked.values[0] }])) : send(asked)) }],
  },
];
