import { memoryOutbox, type MemoryOutbox } from '@banyan/outbox/memory';

/**
 * The defect 'outbox by bare cursor': each message has an id from when its transaction begins and is seen once that commits;
 * whoever reads goes on behind the highest id seen, and never sees what commits with a lower one later.
 */
export function bareCursorOutbox(now: () => Date, commitMs: () => number): MemoryOutbox {
  const outbox = memoryOutbox(now);
  const committedAt = new Map<string, { readonly id: number; readonly at: number }>();
  const seen = new Set<string>();
  let cursor = 0;
  return {
    ...outbox,
    append: (messages) =>
      messages.map((message) => {
        committedAt.set(message.messageId, { id: committedAt.size + 1, at: now().getTime() + commitMs() });
        return outbox.append([message])[0]!;
      }),
    claim: async (limits) => {
      const at = now().getTime();
      const read = [...committedAt].filter(([, entry]) => entry.id > cursor && entry.at <= at);
      for (const [messageId, { id }] of read) {
        seen.add(messageId);
        cursor = Math.max(cursor, id);
      }
      const claimed = await outbox.claim(limits);
      return claimed.map((lane) => ({ ...lane, calls: lane.calls.filter(({ messageId }) => seen.has(messageId)) }));
    },
  };
}
