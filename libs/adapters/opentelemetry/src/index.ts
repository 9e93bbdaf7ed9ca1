export { openTelemetry, type OpenTelemetry, type OpenTelemetryOptions } from './open-telemetry.ts';
