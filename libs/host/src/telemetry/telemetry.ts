import { openTelemetry } from '@banyan/adapter-opentelemetry';
import type { Spans } from '@banyan/strangler';
import { requestTraces, type RequestTraces } from './request-traces.ts';
import type { TelemetrySettings } from './telemetry-settings.ts';

/** What a host tells of its calls beside logs and metrics. */
export interface Telemetry {
  /** Undefined where nothing is recorded: calls then cost nothing more. */
  readonly spans: Spans | undefined;
  readonly requests: RequestTraces;
  /** Spans that could not be sent since the start. */
  spansDropped(): number;
  /** Sends what waits; never rejects. */
  stop(): Promise<void>;
}

/** Makes the telemetry of a host, which is off unless the settings name a collector. */
export function telemetryOf(host: string, { endpoint, sample }: TelemetrySettings): Telemetry {
  if (endpoint === undefined) {
    return { spans: undefined, requests: requestTraces({ sample }), spansDropped: () => 0, stop: () => Promise.resolve() };
  }
  const { spans, dropped, stop } = openTelemetry({ endpoint, host });
  return { spans, requests: requestTraces({ sample, spans }), spansDropped: dropped, stop };
}
