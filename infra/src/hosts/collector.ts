import { type LogDriver, type ContainerDefinitionOptions, type ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { HostName } from '../shop/hosts.ts';
import { ports } from '../shop/ports.ts';

/** Under which CloudWatch keeps what the hosts export. */
export const NAMESPACE = 'Banyan';

/** Seconds between two looks at a host's metrics. */
const EVERY = 30;

/**
 * The container beside a host that carries its metrics to CloudWatch: the AWS distribution of the OpenTelemetry collector. It reads
 * `GET /metrics` of the host within the task and writes what it finds to its standard output in CloudWatch's embedded metric format; from
 * that log CloudWatch makes the metrics by itself, under the very names of the Prometheus adapter (`banyan_shadow_mismatched_total`).
 * Counters arrive as what was added since the look before. So no task needs the right to send metrics.
 */
export function collectorOf(host: HostName, environment: string, { image, logging }: { readonly image: ContainerImage; readonly logging: LogDriver }): ContainerDefinitionOptions {
  return { image, logging, cpu: 32, memoryReservationMiB: 64, essential: false, readonlyRootFilesystem: true, environment: { AOT_CONFIG_CONTENT: JSON.stringify(configuration(host, environment)) } };
}

/** Each metric is kept by environment and host, as a whole and by these dimensions: few, since each combination is one that is paid for. */
const kept = [
  { metrics: ['banyan_shadow_.*_total'], by: ['operation'] },
  { metrics: ['banyan_(served|deferred)_calls_total'], by: ['operation', 'outcome'] },
  { metrics: ['banyan_lanes_.*'], by: ['module'] },
  { metrics: ['banyan_breaker_state'], by: ['target', 'operation'] },
  { metrics: ['banyan_route_version', 'nodejs_eventloop_lag_p99_seconds'], by: [] },
] as const;

function configuration(host: HostName, environment: string): object {
  return {
    receivers: {
      prometheus: {
        config: {
          scrape_configs: [
            { job_name: host, scrape_interval: `${EVERY}s`, static_configs: [{ targets: [`127.0.0.1:${ports.internal}`], labels: { environment, component: host } }] },
          ],
        },
      },
    },
    exporters: {
      awsemf: {
        namespace: NAMESPACE,
        output_destination: 'stdout',
        dimension_rollup_option: 'NoDimensionRollup',
        metric_declarations: kept.map(({ metrics, by }) => ({ dimensions: [['environment', 'component'], ...(by.length > 0 ? [['environment', 'component', ...by]] : [])], metric_name_selectors: metrics.map((name) => `^${name}$`) })),
      },
    },
    service: { pipelines: { metrics: { receivers: ['prometheus'], exporters: ['awsemf'] } } },
  };
}
