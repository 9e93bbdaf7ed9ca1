import { isDeepStrictEqual } from 'node:util';
import { expect, it } from '@jest/globals';
import { callSituations } from './call-situations.testing.ts';
import { deliverySituations } from './delivery-situations.testing.ts';
import { overHttp, overSqsForAllTests, overTcp, type Placement } from './placements.testing.ts';
import { deferredCall, letter, running, type Running } from './probe.testing.ts';

const overSqs = overSqsForAllTests();
const wires = ['over HTTP', 'over TCP'];

/** A way in which a placement differs from this process. */
interface Difference {
  readonly situation: string;
  readonly where: readonly string[];
  readonly outcome: unknown;
  /** Why it cannot be the same. */
  readonly because: string;
}

const refusedInput = { failed: 'contractViolation', executed: 'no', violations: [{ pointer: '/text', message: 'must be string' }] };
const refusedAnswer = (pointer: string, message: string) => ({ failed: 'contractViolation', executed: 'unknown', violations: [{ pointer, message }] });
const mine = { text: 'mine', tags: [] };

const callsInThisProcess = {
  'a good answer': { answer: letter },
  'a declared failure': { declared: 'refused', data: { reason: 'closed' }, message: 'We are closed; come back tomorrow.' },
  'a declared failure with data that does not fit': { failed: 'internal', executed: 'unknown' },
  'an undeclared failure': { failed: 'internal', executed: 'unknown' },
  'something needed that is away': { failed: 'unavailable', executed: 'unknown' },
  'an input that does not fit': refusedInput,
  'an answer that does not fit': refusedAnswer('/tags', 'must be array'),
  'a caller who may not': { failed: 'forbidden', executed: 'no' },
  'a deadline that has passed': { failed: 'deadlineExceeded', executed: 'no' },
  'several reasons to refuse': { guestTooLate: 'deadlineExceeded', guestAsksWrongly: 'contractViolation', wrongAndTooLate: 'contractViolation' },
  'who asks, as the handler hears it': [
    { principal: { kind: 'customer', customerId: 'c-1' }, caller: 'edge', traceparent: deferredCall(1).traceparent, routeVersion: 7 },
  ],
  'the time that a handler is told it has': 'the caller’s',
  'a handler that changes its input': { answer: { text: 'mine', tags: ['changed'] }, input: mine },
  'a caller that changes its input after asking': mine,
  'a caller that changes the answer': { kept: { text: 'kept', tags: [] }, next: { text: 'kept', tags: [] } },
  'undefined members': { seen: [['text', 'tags']], answered: ['text', 'tags'] },
  'members that no schema names': { seen: [['text', 'tags']], answered: ['text', 'tags'] },
  'a Date in the input': refusedInput,
  'a Date in the answer': refusedAnswer('/text', 'must be string'),
  'instances of a class': { seen: [false, false], answer: { text: 'class', tags: [] }, answered: [false, false] },
  'text that no Unicode has': { answer: { text: '\ud800 \u0000 \u2028', tags: [] } },
  'answers in another order than the calls': ['c', 'a', 'b'],
  'the turn of the event loop': { begun: 'within the call', answered: 'in the same turn' },
  'a handler that takes longer than its time': { answer: letter },
  'a host that has gone': { answer: letter },
  'a host that goes while it works': { answer: letter },
  'an answer that is lost': { done: ['the work'], answer: letter },
};

const callDifferences: readonly Difference[] = [
  {
    situation: 'the time that a handler is told it has',
    where: wires,
    outcome: 'less',
    because: 'Over a wire nobody waits longer than the operation’s own timeout; in this process the caller waits as long as it takes.',
  },
  {
    situation: 'the turn of the event loop',
    where: wires,
    outcome: { begun: 'later', answered: 'later' },
    because: 'A wire takes time: there and back at least a turn of the event loop. In this process a handler begins within the call.',
  },
  {
    situation: 'a handler that takes longer than its time',
    where: wires,
    outcome: { failed: 'deadlineExceeded', executed: 'unknown' },
    because: 'Whoever waits for a wire stops waiting at some time, and cannot know whether the handler ends.',
  },
  {
    situation: 'a host that has gone',
    where: wires,
    outcome: { failed: 'unavailable', executed: 'no' },
    because: 'Another process may be away; this one is there as long as its caller is. Nothing was sent.',
  },
  {
    situation: 'a host that goes while it works',
    where: wires,
    outcome: { failed: 'unavailable', executed: 'unknown' },
    because: 'Another process may end while its caller lives on. How far the handler came, nobody can say.',
  },
  {
    situation: 'an answer that is lost',
    where: wires,
    outcome: { done: ['the work'], failed: 'unavailable', executed: 'unknown' },
    because: 'A wire may break after the work is done: to the caller it looks as if the handler had been stopped.',
  },
];

const inbox = [deferredCall(1)];
const lane = [1, 2, 3].map((sequence) => deferredCall(sequence));

const deliveriesInThisProcess = {
  'calls of a lane': { delivered: 'stored', inbox: lane },
  'calls of many lanes at once': ['A-1', 'B-2', 'C-3'].map((key) => [deferredCall(1, key), deferredCall(2, key)]),
  'a call that is delivered twice': [1, 1, 2],
  'a host that is away, and comes': { delivered: { answer: 'stored' }, inbox },
  'an inbox that cannot keep it at first': { delivered: { thrown: 'Error: disk full' }, inbox },
};

const deliveryDifferences: readonly Difference[] = [
  {
    situation: 'calls of a lane',
    where: ['over SQS'],
    outcome: { delivered: 'underway', inbox: lane },
    because: 'A queue takes the calls before their consumer does, which acknowledges them later.',
  },
  {
    situation: 'a call that is delivered twice',
    where: ['over SQS'],
    outcome: [1, 2],
    because: 'A queue forgets a repeat for some minutes; elsewhere it comes again, and the inbox ignores what it has.',
  },
  {
    situation: 'a host that is away, and comes',
    where: wires,
    outcome: { delivered: { failed: 'unavailable', executed: 'no' }, inbox },
    because: 'Another process may be away; the outbox keeps the calls and delivers them again.',
  },
  {
    situation: 'a host that is away, and comes',
    where: ['over SQS'],
    outcome: { delivered: { answer: 'underway' }, inbox },
    because: 'A queue waits for its consumer.',
  },
  {
    situation: 'an inbox that cannot keep it at first',
    where: wires,
    outcome: { delivered: { failed: 'internal', executed: 'unknown' }, inbox },
    because: 'The delivery fails either way and is repeated by the outbox; over a wire the text of the failure stays where it happened.',
  },
  {
    situation: 'an inbox that cannot keep it at first',
    where: ['over SQS'],
    outcome: { delivered: { answer: 'underway' }, inbox },
    because: 'The queue gives the call out again until the inbox has it; the outbox hears nothing until then.',
  },
];

it('a call ends the same in every placement, but for these differences', async () => {
  const play = (placement?: Placement) =>
    observe(callSituations, async (handle) => {
      const module = await running(placement, { handle });
      await module.startHost();
      return module;
    });
  const here = await play();
  expect(here).toEqual(callsInThisProcess);
  expect(differences(here, { 'over HTTP': await play(overHttp), 'over TCP': await play(overTcp) })).toEqual(listed(callDifferences));
});

it('a deferred call arrives the same in every placement, but for these differences', async () => {
  const play = (placement?: Placement) => observe(deliverySituations, (receive) => running(placement, { receive }));
  const here = await play();
  expect(here).toEqual(deliveriesInThisProcess);
  const elsewhere = { 'over HTTP': await play(overHttp), 'over TCP': await play(overTcp), 'over SQS': await play(overSqs) };
  expect(differences(here, elsewhere)).toEqual(listed(deliveryDifferences));
});

type Outcomes = Readonly<Record<string, unknown>>;
type Open<Given> = (given?: Given) => Promise<Running>;

/** Plays each situation with a module of its own. */
async function observe<Given>(situations: Readonly<Record<string, (open: Open<Given>) => Promise<unknown>>>, open: Open<Given>): Promise<Outcomes> {
  const outcomes: Record<string, unknown> = {};
  for (const [name, play] of Object.entries(situations)) {
    const opened: Running[] = [];
    try {
      outcomes[name] = await play(async (given) => {
        const module = await open(given);
        opened.push(module);
        return module;
      });
    } finally {
      for (const module of opened) await module.close();
    }
  }
  return outcomes;
}

/** Where the outcomes are not those of this process, sorted. */
function differences(here: Outcomes, elsewhere: Readonly<Record<string, Outcomes>>): string[] {
  const found = Object.entries(elsewhere).flatMap(([where, outcomes]) =>
    Object.entries(outcomes).flatMap(([situation, outcome]) => (isDeepStrictEqual(outcome, here[situation]) ? [] : [line(situation, where, outcome)])),
  );
  return found.sort();
}

function listed(expected: readonly Difference[]): string[] {
  return expected.flatMap(({ situation, where, outcome }) => where.map((placement) => line(situation, placement, outcome))).sort();
}

function line(situation: string, where: string, outcome: unknown): string {
  return `${situation}, ${where}: ${JSON.stringify(outcome)}`;
}
