import { BatchSpanProcessor, type ReadableSpan, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace';

/** What an exporter's result says of spans that were taken. */
const TAKEN = 0;

export interface ExportQueueOptions {
  readonly exporter: SpanExporter;
  /** Ended spans that wait at most; what comes beyond is dropped. */
  readonly room: number;
  /** Spans that are sent together at most. */
  readonly batch: number;
  /** Milliseconds that a span waits for others at most. */
  readonly delay: number;
  /** Milliseconds after which a batch counts as lost. */
  readonly timeout: number;
}

/** Takes ended spans to their exporter in batches. It is bounded, and counts what it loses. */
export class ExportQueue implements SpanProcessor {
  readonly #room: number;
  readonly #batches: BatchSpanProcessor;
  #waiting = 0;
  #dropped = 0;

  constructor({ exporter, room, batch, delay, timeout }: ExportQueueOptions) {
    this.#room = room;
    this.#batches = new BatchSpanProcessor({
      exporter: this.#counted(exporter),
      maxQueueSize: room,
      maxExportBatchSize: batch,
      scheduledDelayMillis: delay,
      exportTimeoutMillis: timeout,
    });
  }

  /** Spans that were not taken: there was no room, or the exporter failed. */
  get dropped(): number {
    return this.#dropped;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (this.#waiting >= this.#room) {
      this.#dropped += 1;
      return;
    }
    this.#waiting += 1;
    this.#batches.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.#batches.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.#batches.shutdown();
  }

  #counted(exporter: SpanExporter): SpanExporter {
    return {
      export: (spans, done) => {
        this.#waiting -= spans.length;
        exporter.export(spans, (result) => {
          if (result.code !== TAKEN) this.#dropped += spans.length;
          done(result);
        });
      },
      shutdown: () => exporter.shutdown(),
    };
  }
}
