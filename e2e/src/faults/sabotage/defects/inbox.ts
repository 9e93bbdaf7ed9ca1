import type { Statement } from '../../from-outside/statements.ts';
import { answeredFirst, recordsIn, rewriting, withValues } from '../altered-statements.ts';
import type { Defect, Harmless } from '../defect.ts';

const receive = { words: 'upto + row_number() OVER (PARTITION BY lane ORDER BY sequence) AS expected', schema: 'orders' };
const claim = { words: 'claimed.lane AS claimed_lane, claimed.epoch, claimed.applied' };
const write = { words: 'fence.epoch = given.epoch AND fence.applied = given.sequence - 1' };

interface Call {
  readonly lane: string;
  readonly sequence: number;
  readonly message_id: string;
}

const withCalls = (change: (calls: readonly Call[]) => readonly Call[]) =>
  withValues(receive, ([calls, ...others]) => [JSON.stringify(change(recordsIn<Call>(calls))), ...others]);

/** Numbers calls as they come: one that was there before gets a further number. */
function takenAgain(): Defect['alterations'] {
  const last = new Map<string, number>();
  return [
    withCalls((calls) =>
      calls.map((call) => {
        const sequence = (last.get(call.lane) ?? call.sequence - 1) + 1;
        last.set(call.lane, sequence);
        return { ...call, sequence };
      }),
    ),
  ];
}

function backwards(calls: readonly Call[]): Call[] {
  const given = Map.groupBy(calls, ({ lane }) => lane);
  return calls.map((call) => {
    const ofLane = given.get(call.lane)!;
    return { ...call, sequence: ofLane.at(-1 - ofLane.indexOf(call))!.sequence };
  });
}

function stored({ values }: Statement): object[] {
  const lanes = Map.groupBy(recordsIn<Call>(values[0]), ({ lane }) => lane);
  return [...lanes].map(([lane, calls]) => ({ lane, sequence: Math.max(...calls.map(({ sequence }) => sequence)) }));
}

/** Lanes are claimed by others while their handlers are at work: a moment is all that these have. */
const shortLeases = withValues(claim, ([lanes, calls, _lease, ...others]) => [lanes, calls, 600, ...others]);

/** What inboxes and lanes may do wrong. */
export const inboxDefects: readonly Defect[] = [
  {
    name: 'an inbox takes a call that it has had for a further one',
    fault: 'F12',
    caughtBy: ['in-turn'],
    alterations: takenAgain(),
  },
  {
    name: 'an inbox says that it has a call before it has stored it',
    fault: 'F04',
    shop: 'by-http',
    caughtBy: ['accepted-is-kept'],
    alterations: [answeredFirst(receive, stored, 300)],
  },
  {
    name: 'the calls of a lane that come together are taken in the wrong order',
    fault: 'F20',
    shop: 'by-http',
    caughtBy: ['in-real-time'],
    alterations: [withCalls(backwards)],
  },
  {
    name: 'a lane moves on by two calls when one is done',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['accepted-is-kept', 'in-turn', 'edge-agrees'],
    alterations: [rewriting({ words: 'SET applied = written.sequence' }, ['SET applied = written.sequence', 'SET applied = written.sequence + 1'])],
  },
  {
    name: 'the fence is not asked, so that a handler writes that was overtaken',
    fault: 'F59',
    shop: 'behind-nginx',
    caughtBy: ['fenced', 'in-turn'],
    alterations: [shortLeases, rewriting(write, [write.words, 'fence.epoch >= given.epoch'])],
  },
];

export const harmlessInInboxes: readonly Harmless[] = [
  {
    name: 'the lease of a lane ends while its handler is at work',
    fault: 'F59',
    shop: 'behind-nginx',
    because: 'whoever was overtaken is kept from writing by the fence',
    alterations: [shortLeases],
  },
];
