import { expect, it } from '@jest/globals';
import { eventData } from './event-lines.ts';

function streamOf(...parts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
}

it('the data of events comes whole, however it was cut on the way', async () => {
  const data: string[] = [];
  for await (const one of eventData(streamOf('event: traffic\nda', 'ta: {"a":1}\n\ndata: two\n', 'data: lines\n\n: still here\n\ndata: unfinished'))) data.push(one);
  expect(data).toEqual(['{"a":1}', 'two\nlines']);
});

it('an event without end is given up', async () => {
  const read = async () => {
    for await (const _ of eventData(streamOf('data: ', ...Array.from({ length: 5 }, () => 'x'.repeat(1_000_000))))) void _;
  };
  await expect(read()).rejects.toThrow('does not end');
});
