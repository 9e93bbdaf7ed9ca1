import { events, operations, rows } from '../testing/run.ts';
import { event, type BadHistory } from './bad-history.ts';

const used = (request: string) => event('routeUsed', 'note', { request });
const another = { t: 10_000_000_000n, p: 'another', op: 'another-1', f: 'routeSet' };
const toThree = event('routeSet', 'invoke', { expected: 2 });

/** Routes that went wrong, and work that was left. */
export const badRoutesAndEnds: readonly BadHistory[] = [
  { what: 'a version that is missing in the store', changes: [rows('routeVersions').without((version) => version === 2)], broken: 'route-versions' },
  { what: 'a change that was told as done and is not kept', changes: [rows('routeVersions').without((version) => version === 3)], broken: 'route-versions' },
  { what: 'a version that does not follow the one before', changes: [rows('routeVersions').with(9)], broken: 'route-versions' },
  { what: 'two changes that became the same version', changes: [events.with({ ...another, k: 'invoke', n: 1, expected: 2 }, { ...another, k: 'ok', n: 2, version: 3 })], broken: 'route-versions' },
  {
    what: 'a version that was set before an earlier one',
    changes: [
      events.without((one) => one.f === 'routeUsed'),
      events.changed(toThree, { op: 'swapped' }),
      events.changed(event('routeSet', 'ok', { version: 3 }), { op: 'swapped' }),
      operations.endedBy(event('routeSet', 'invoke', { expected: 1 }), { version: 3 }),
      operations.endedBy(event('routeSet', 'invoke', { op: 'swapped' }), { version: 2 }),
      events.changed(toThree, { expected: 1 }),
      events.changed(event('routeSet', 'invoke', { op: 'operator-1' }), { expected: 2 }),
    ],
    broken: 'route-versions',
  },
  { what: 'a change that overwrote one that it did not know', changes: [events.changed(toThree, { expected: 1 })], broken: 'route-versions' },
  { what: 'an instance that went back', changes: [events.changed(used('r4'), { version: 1 })], broken: 'route-versions' },
  { what: 'a request that used two versions', changes: [events.changed(used('r3'), { request: 'r1' })], broken: 'route-versions' },
  { what: 'a version used before anybody set it', changes: [events.changed(used('r1'), { version: 2 })], broken: 'route-versions' },
  { what: 'an instance that had not heard of a change after two seconds', changes: [events.changed(used('r4'), { t: 2_000_000_000n, version: 2 })], broken: 'route-versions' },

  { what: 'a message that is still in an outbox', changes: [rows('leftovers').with({ where: 'orders.outbox_entry', count: 1 })], broken: 'nothing-left' },
  { what: 'a shop that was not done when patience ran out', changes: [events.changed(event('drain', 'ok'), { k: 'fail', pending: '3 orders are processing.' })], broken: 'nothing-left' },
  { what: 'a shop that took longer than planned', changes: [events.changed(event('planned', 'note'), { drainWithin: 0 })], broken: 'nothing-left' },
  { what: 'nobody who waited for the end', changes: [events.without((one) => one.f === 'drain')], broken: 'nothing-left' },
  { what: 'nobody who saw the end', changes: [events.without(event('drain', 'ok'))], broken: 'nothing-left' },
];
