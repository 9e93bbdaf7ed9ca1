/** How many pages follow an order at once, at most. */
export interface Streams {
  /** A stream of this text; nothing if there are too many already. The signal says when the reader has gone. */
  open(text: (signal: AbortSignal) => AsyncGenerator<string>): ReadableStream<Uint8Array> | undefined;
  /** Ends them all, and opens no more. */
  close(): void;
}

export function streams(most: number): Streams {
  const open = new Set<AbortController>();
  let closed = false;
  return {
    open: (text) => {
      if (closed || open.size >= most) return undefined;
      const ended = new AbortController();
      open.add(ended);
      const parts = text(ended.signal);
      const encoder = new TextEncoder();
      const end = () => {
        open.delete(ended);
        ended.abort();
      };
      return new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          const part = await parts.next();
          if (part.done !== true) return controller.enqueue(encoder.encode(part.value));
          end();
          controller.close();
        },
        cancel: end,
      });
    },
    close: () => {
      closed = true;
      for (const one of open) one.abort();
    },
  };
}
