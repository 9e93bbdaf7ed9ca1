export { prometheusMetrics, type Metrics, type MetricSources } from './metrics.ts';
