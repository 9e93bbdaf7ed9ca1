import { CallError, isCallError, type CallContext } from '@banyan/contracts/define';
import type { Call } from '../calls/conclude.ts';
import type { AddressedOperation } from '../target.ts';
import { compareOutcomes, placesOf } from './compare-outcomes.ts';
import { mismatchSample, type MismatchSample } from './mismatch-sample.ts';
import { outcomeOfFailure, type Outcome } from './outcome.ts';
import type { AnsweredCall, ShadowOptions } from './shadow-options.ts';
import type { ShadowCount } from './shadow-tallies.ts';
import { standing } from './standing.ts';

export interface LookOptions extends ShadowOptions {
  readonly keep: (sample: MismatchSample) => void;
  readonly isStopped: () => boolean;
}

/** What becomes of one shadowed call: made at the target, some at home as well, compared, counted, and looked into where it differs. */
export function shadowedCall(options: LookOptions): (call: AnsweredCall, count: ShadowCount) => Promise<void> {
  const { target, now, random, noiseShare = 0.2, keep, isStopped, contextOf = (context) => context } = options;
  const there = compiledOnce(options.atTarget);
  const here = compiledOnce(options.repeatAtHome);

  /** The outcome of a call with a deadline of its own; undefined if it failed. */
  const outcomeOf = (compiled: Call, { addressed, input, context }: AnsweredCall): Promise<Outcome | undefined> => {
    const { timeout } = addressed.operation;
    const own: CallContext = { ...contextOf(context), deadline: now() + timeout };
    return inTime(() => compiled(input, own), timeout, addressed, options).then(
      (answer): Outcome => ({ kind: 'answered', answer }),
      (error: unknown) => {
        const outcome = outcomeOfFailure(error);
        if (!outcome && !isCallError(error)) options.onDefect(error, addressed.address);
        return outcome;
      },
    );
  };

  const both = async (call: AnsweredCall) => {
    const [home, away] = await Promise.all([outcomeOf(here(call.addressed), call), outcomeOf(there(call.addressed), call)]);
    return home && away && { home, target: away };
  };

  return async (call, count) => {
    const { addressed, version, input, context, home } = call;
    const { compare } = addressed.operation;
    const [again, away] = await Promise.all([
      count.lacksBaseline() || random() < noiseShare ? outcomeOf(here(addressed), call) : undefined,
      outcomeOf(there(addressed), call),
    ]);
    if (again) count.noise(placesOf(compareOutcomes(home, again, compare)));
    if (!away) return count.failed();

    const differences = compareOutcomes(home, away, compare);
    const places = placesOf(differences);
    count.compared(places);
    if (differences.length === 0) return;

    const littleKnown = count.littleKnown(places);
    const repeat = async () => (isStopped() ? undefined : both(call));
    const stood = (await standing({ home, target: away, places: littleKnown }, repeat, compare)) ?? null;
    if (stood) count.repeated(littleKnown, stood);
    keep(
      mismatchSample(
        {
          address: addressed.address,
          version,
          target,
          at: new Date(now()),
          traceparent: context.traceparent,
          input,
          outcomes: { home, target: away },
          differences,
          stood: littleKnown.length > 0 ? stood : null,
        },
        compare?.personal,
      ),
    );
  };
}

/** Ends at the deadline even where the call itself does not. */
function inTime(begin: () => Promise<unknown>, timeout: number, { address }: AddressedOperation, { after }: ShadowOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new CallError('deadlineExceeded', address, `${address} did not answer its shadow within ${timeout} ms.`));
    const prevent = after(timeout, late);
    const ended = new Promise((settle) => settle(begin())).finally(prevent);
    ended.then(resolve, reject);
  });
}

function compiledOnce(compile: (addressed: AddressedOperation) => Call): (addressed: AddressedOperation) => Call {
  const known = new Map<string, Call>();
  return (addressed) => {
    const call = known.get(addressed.address) ?? compile(addressed);
    known.set(addressed.address, call);
    return call;
  };
}
