import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startOtlpReceiver, type OtlpReceiver } from '@banyan/tools/testing';
import { openTelemetry, type OpenTelemetry } from './open-telemetry.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('spans', () => {
  let collector: OtlpReceiver;
  let telemetry: OpenTelemetry;
  const start = (limits: { room?: number; delay?: number } = {}) => (telemetry = openTelemetry({ endpoint: collector.url, host: 'orders', delay: 1, ...limits }));

  beforeEach(async () => void (collector = await startOtlpReceiver()));
  afterEach(async () => {
    await telemetry.stop();
    await collector.close();
  });

  it('reach the collector as one trace, with the id it was given', async () => {
    const { spans } = start();
    const request = spans.first(TRACE, 'answers', 'POST /api/v1/orders');
    const call = spans.below(request.traceparent, 'asks', 'orders.getOrder');
    call.set({ operation: 'orders.getOrder', 'canary.bucket': 4_711, fallback: true });
    call.end('refused', 'unknownOrder');
    request.end('failed', 'internal');
    const received = await collector.until((all) => all.length === 2);
    expect(received).toEqual([
      {
        ...{ service: 'orders', name: 'orders.getOrder', traceId: TRACE, spanId: call.traceparent.slice(36, 52), parentSpanId: request.traceparent.slice(36, 52), kind: 3 },
        isError: false,
        attributes: { 'banyan.operation': 'orders.getOrder', 'banyan.canary.bucket': 4_711, 'banyan.fallback': true, 'banyan.outcome': 'refused', 'error.type': 'unknownOrder' },
      },
      {
        ...{ service: 'orders', name: 'POST /api/v1/orders', traceId: TRACE, spanId: request.traceparent.slice(36, 52), parentSpanId: undefined, kind: 2 },
        isError: true,
        attributes: { 'banyan.outcome': 'failed', 'error.type': 'internal' },
      },
    ]);
  });

  it('are joined to a span of another process', async () => {
    start().spans.below(`00-${TRACE}-00f067aa0ba902b7-01`, 'answers', 'stock.count').end('answered');
    const [span] = await collector.until((all) => all.length === 1);
    expect(span).toMatchObject({ traceId: TRACE, parentSpanId: '00f067aa0ba902b7' });
  });

  it('below something that is no traceparent begin a trace of their own', async () => {
    start().spans.below('nonsense', 'takes', 'stock.ship').end('answered');
    const [span] = await collector.until((all) => all.length === 1);
    expect(span).toMatchObject({ traceId: expect.stringMatching(/^[0-9a-f]{32}$/), parentSpanId: undefined });
  });

  it('beyond the room for those that wait are dropped and counted', async () => {
    const { spans, dropped } = start({ room: 10, delay: 60_000 });
    // The first ten fill a batch, which is on its way at once.
    for (let span = 0; span < 25; span++) spans.first(TRACE, 'within', 'stock.count').end('answered');
    expect(dropped()).toBe(5);
    await telemetry.stop();
    expect(collector.spans.length).toBe(20);
  });

  it('that the collector does not take are counted, and nobody else hears of it', async () => {
    const { spans, dropped } = start();
    collector.answer(400);
    spans.first(TRACE, 'within', 'stock.count').end('answered');
    await telemetry.stop();
    expect(dropped()).toBe(1);
  });

  it('that wait when the host stops are sent first', async () => {
    const { spans } = start({ delay: 60_000 });
    spans.first(TRACE, 'within', 'stock.count').end('answered');
    await telemetry.stop();
    expect(collector.spans.length).toBe(1);
  });
});
