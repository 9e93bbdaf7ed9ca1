import { ROOT_CONTEXT, SpanKind, SpanStatusCode, type Context, type Span } from '@opentelemetry/api';
import type { OpenSpan, SpanAttributes, SpanRole, Spans } from '@banyan/strangler';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, RandomIdGenerator, TracerProvider } from '@opentelemetry/sdk-trace';
import { ExportQueue } from './export-queue.ts';
import { contextBelow, traceparentOf } from './trace-context.ts';

export interface OpenTelemetryOptions {
  /** Where a collector takes OTLP over HTTP: `http://127.0.0.1:4318`; traces go to `/v1/traces` below it, as JSON. */
  readonly endpoint: string;
  /** The host's name, which becomes `service.name`. */
  readonly host: string;
  /** Ended spans that wait at most; 2,048 where left out. */
  readonly room?: number;
  /** Milliseconds that a span waits for others at most; 1,000 where left out. */
  readonly delay?: number;
}

/** Spans that go to a collector. A collector that is away or slow costs spans, never a call. */
export interface OpenTelemetry {
  readonly spans: Spans;
  /** Spans that could not be sent since the start. */
  dropped(): number;
  /** Sends what waits, for three seconds at most; never rejects. */
  stop(): Promise<void>;
}

/** Milliseconds that a collector gets for a batch, repeats included. */
const PATIENCE = 3_000;
const KINDS: Readonly<Record<SpanRole, SpanKind>> = {
  within: SpanKind.INTERNAL,
  asks: SpanKind.CLIENT,
  answers: SpanKind.SERVER,
  sends: SpanKind.PRODUCER,
  takes: SpanKind.CONSUMER,
};

/** Records spans with OpenTelemetry; an attribute `target` is sent as `banyan.target`. Nothing global is touched. */
export function openTelemetry({ endpoint, host, room = 2_048, delay = 1_000 }: OpenTelemetryOptions): OpenTelemetry {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: PATIENCE });
  const queue = new ExportQueue({ exporter, room, batch: Math.min(512, room), delay, timeout: PATIENCE });
  const ids = new GivenTraceIds();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': host, 'service.namespace': 'banyan' }),
    sampler: new AlwaysOnSampler(),
    idGenerator: ids,
    spanProcessors: [queue],
  });
  const tracer = provider.getTracer('banyan');
  const begin = (context: Context, role: SpanRole, name: string) => openSpan(tracer.startSpan(name, { kind: KINDS[role] }, context));

  return {
    spans: {
      first: (traceId, role, name) => ids.giving(traceId, () => begin(ROOT_CONTEXT, role, name)),
      below: (traceparent, role, name) => begin(contextBelow(traceparent), role, name),
    },
    dropped: () => queue.dropped,
    stop: () => provider.shutdown().catch(() => undefined),
  };
}

function openSpan(span: Span): OpenSpan {
  return {
    traceparent: traceparentOf(span.spanContext()),
    set: (attributes) => void span.setAttributes(prefixed(attributes)),
    end: (outcome, code) => {
      span.setAttribute('banyan.outcome', outcome);
      if (code !== undefined) span.setAttribute('error.type', code);
      if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

function prefixed(attributes: SpanAttributes): SpanAttributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`banyan.${name}`, value]));
}

/** Random ids, but for a trace whose id is known already. */
class GivenTraceIds extends RandomIdGenerator {
  #given: string | undefined;

  override generateTraceId(): string {
    return this.#given ?? super.generateTraceId();
  }

  giving<T>(traceId: string, work: () => T): T {
    this.#given = traceId;
    try {
      return work();
    } finally {
      this.#given = undefined;
    }
  }
}
