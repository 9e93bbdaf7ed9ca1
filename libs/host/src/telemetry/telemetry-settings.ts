import { Type, type Static, type TObject } from 'typebox';

/** What a host is told of traces; `OTEL_EXPORTER_OTLP_HEADERS` and other such variables are read by OpenTelemetry itself. */
export const TelemetryVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: Type.Optional(
    Type.String({ pattern: '^https?://', description: 'where a collector takes traces, http://127.0.0.1:4318: OTLP over HTTP, as JSON; none are recorded if left out.' }),
  ),
  TRACE_SAMPLE: Type.Optional(Type.String({ pattern: '^(0(\\.\\d+)?|1(\\.0+)?)$', description: 'the share of the requests whose traces are recorded, 0 to 1; 1 if left out.' })),
};

export interface TelemetrySettings {
  /** Where spans are sent; none are made without it. */
  readonly endpoint?: string;
  /** Share of the requests that begin recorded traces, 0 to 1. */
  readonly sample: number;
}

/** What the variables amount to. */
export function telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT, TRACE_SAMPLE = '1' }: Static<TObject<typeof TelemetryVariables>>): TelemetrySettings {
  return { ...(OTEL_EXPORTER_OTLP_ENDPOINT === undefined ? {} : { endpoint: OTEL_EXPORTER_OTLP_ENDPOINT }), sample: Number(TRACE_SAMPLE) };
}
