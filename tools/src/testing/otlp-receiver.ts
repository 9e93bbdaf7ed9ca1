import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A span as a collector gets it. */
export interface ReceivedSpan {
  /** The host that sent it. */
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined for the first of a trace. */
  readonly parentSpanId: string | undefined;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  /** Whether its status is an error. */
  readonly isError: boolean;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** A collector of traces: takes OTLP over HTTP as JSON. */
export interface OtlpReceiver {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** The status that it answers with from now on. */
  answer(status: number): void;
  /** Resolves with what it has got as soon as that satisfies; tested anew with each batch. */
  until(satisfied: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]>;
  close(): Promise<void>;
}

/** Starts one on any free port of this machine. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const waiting = new Set<() => void>();
  let status = 200;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const isTaken = request.method === 'POST' && request.url === '/v1/traces' && status === 200;
      if (isTaken) spans.push(...(JSON.parse(body) as Batch).resourceSpans.flatMap(spansOf));
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    answer: (next) => void (status = next),
    until: (satisfied) =>
      new Promise((resolve) => {
        const look = () => {
          if (!satisfied(spans)) return;
          waiting.delete(look);
          resolve(spans);
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Batch {
  readonly resourceSpans: readonly ResourceSpans[];
}
interface ResourceSpans {
  readonly resource: { readonly attributes: readonly Attribute[] };
  readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
}
interface WireSpan extends Pick<ReceivedSpan, 'name' | 'traceId' | 'spanId' | 'kind'> {
  readonly parentSpanId?: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code?: number };
}
interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string; readonly doubleValue?: number; readonly boolValue?: boolean };
}

function spansOf({ resource, scopeSpans }: ResourceSpans): ReceivedSpan[] {
  const service = String(recordOf(resource.attributes)['service.name']);
  return scopeSpans
    .flatMap(({ spans }) => spans)
    .map(({ name, traceId, spanId, parentSpanId, kind, attributes, status }) => {
      return { service, name, traceId, spanId, parentSpanId: parentSpanId || undefined, kind, isError: status.code === 2, attributes: recordOf(attributes) };
    });
}

function recordOf(attributes: readonly Attribute[]): ReceivedSpan['attributes'] {
  return Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, doubleValue, boolValue } }) => [key, stringValue ?? boolValue ?? doubleValue ?? Number(intValue)]),
  );
}
