import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { BOUNDS, type LatencyHistogram } from './latency-histogram.ts';

type Labels = Readonly<Record<string, string | number>>;

/** A metric's value for one set of labels. */
export interface Sample<T = number> {
  readonly labels: Labels;
  readonly value: T;
}

interface Described {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

const described = ({ registry, name, help, labels }: Described) => ({ name, help, labelNames: [...labels], registers: [registry] });

/** A counter that is read from a snapshot when it is asked for, and costs nothing in between. */
export function counterOf(spec: Described, samples: () => readonly Sample[]): void {
  new Counter({
    ...described(spec),
    collect() {
      this.reset();
      for (const { labels, value } of samples()) this.inc(labels, value);
    },
  });
}

/** A gauge that is read from a snapshot when it is asked for. */
export function gaugeOf(spec: Described, samples: () => readonly Sample[] | Promise<readonly Sample[]>): void {
  new Gauge({
    ...described(spec),
    async collect() {
      const read = await samples();
      this.reset();
      for (const { labels, value } of read) this.set(labels, value);
    },
  });
}

/** A histogram that is read from a snapshot when it is asked for; prom-client's own can only observe call by call. */
export function histogramOf(spec: Described, samples: () => readonly Sample<LatencyHistogram>[]): void {
  new SnapshotHistogram(spec, samples);
}

class SnapshotHistogram extends Histogram {
  readonly #spec: Described;
  readonly #samples: () => readonly Sample<LatencyHistogram>[];

  constructor(spec: Described, samples: () => readonly Sample<LatencyHistogram>[]) {
    super({ ...described(spec), buckets: [...BOUNDS] });
    this.#spec = spec;
    this.#samples = samples;
  }

  /** What a registry asks of a metric before it writes it down. */
  async getForPromString() {
    const { name, help } = this.#spec;
    return { name, help, type: 'histogram', aggregator: 'sum', values: this.#samples().flatMap((sample) => this.#linesOf(sample)) };
  }

  #linesOf({ labels, value: { upTo, count, sum } }: Sample<LatencyHistogram>) {
    const { name } = this.#spec;
    const bucket = (le: number | string, value: number) => ({ metricName: `${name}_bucket`, labels: { ...labels, le }, value });
    return [
      ...BOUNDS.map((bound, index) => bucket(bound, upTo[index]!)),
      bucket('+Inf', count),
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: count },
    ];
  }
}
