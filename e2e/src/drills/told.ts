import type { DrillOutcome } from './drill.ts';

/** Everything that a drill should not have shown. */
export function wrongIn({ account, dataLost, mistakes = [] }: DrillOutcome): string[] {
  const { unaccounted, refused, report } = account;
  return [
    ...unaccounted.map(({ invoice, orderId, why }) => `invoice ${invoice} (${orderId}): ${why}`),
    ...refused.map(({ invoice, why }) => `invoice ${invoice} was not accepted: ${why}`),
    ...(report.confirmed === report.orders ? [] : [`${report.orders - report.confirmed} orders are not confirmed, though there is enough of everything`]),
    ...dataLost,
    ...mistakes,
  ];
}

/** The figures of a drill, a line each. */
export function told(outcome: DrillOutcome): string[] {
  const { report, unaccounted } = outcome.account;
  return [
    `orders: ${report.accepted} of ${report.orders} accepted, ${report.confirmed} confirmed, ${unaccounted.length} lost`,
    `intake: p50 ${report.intakeMs.p50} ms, p99 ${report.intakeMs.p99} ms, repeats included`,
    `recovered after ${(outcome.recoveredAfter / 1_000).toFixed(1)} s: ${outcome.recovery}`,
    `data lost: ${outcome.dataLost.length === 0 ? 'none' : outcome.dataLost.join(', ')}`,
    ...Object.entries(outcome.figures ?? {}).map(([what, figure]) => `${what}: ${figure}`),
  ];
}
