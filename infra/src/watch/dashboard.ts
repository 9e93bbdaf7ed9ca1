import { Dashboard, GraphWidget, Metric, Row, SingleValueWidget, AlarmStatusWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import { prefixOf, type Site } from '../environments/site.ts';
import { serviceNames } from '../shop/pages.ts';
import type { AccessMetrics } from './access-metrics.ts';
import type { Alarms } from './alarms.ts';
import { everySeries } from './host-metrics.ts';
import type { PagesMetrics } from './pages-metrics.ts';

export interface ShopDashboardProps {
  readonly site: Site;
  readonly data: ShopData;
  readonly access: AccessMetrics;
  readonly pages: readonly PagesMetrics[];
  readonly alarms: Alarms;
}

const period = Duration.minutes(1);

/** One page about a region: first what shoppers feel, then what the modules do, then what they stand on. */
export class ShopDashboard extends Construct {
  constructor(scope: Construct, id: string, { site: { environment, region }, data, access, pages, alarms }: ShopDashboardProps) {
    super(scope, id);
    const { name } = environment;
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: `${prefixOf(environment)}-${region.name}`, defaultInterval: Duration.hours(3) });
    const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []) => new GraphWidget({ title, width: 8, height: 6, left: [...left], right: [...right] });
    const queues = data.modules.flatMap((module) => module.queues);
    const { cluster } = data.database;
    const service = (host: string, metricName: string) =>
      new Metric({ namespace: 'ECS/ContainerInsights', metricName, dimensionsMap: { ClusterName: prefixOf(environment), ServiceName: host }, period, label: host });
    dashboard.addWidgets(
      new Row(new AlarmStatusWidget({ title: 'Alarms', width: 16, height: 4, alarms: [...alarms.composite, ...alarms.single] }), new SingleValueWidget({ title: 'Orders', width: 8, height: 4, metrics: [access.intakeP99, access.refusedOrders] })),
      new Row(graph('Orders: accepted within, and refused', [access.intakeP99], [access.refusedOrders]), graph('Requests failed', [access.failures]), graph('Backlog: age of the oldest message', queues.map(({ queue, named }) => queue.metricApproximateAgeOfOldestMessage({ period, label: named.name })))),
      new Row(graph('Pages failed', pages.map(({ failed }) => failed)), graph('Pages: 99 of 100 shown within (s)', pages.map(({ p99 }) => p99)), graph('Pages asked for', pages.map(({ asked }) => asked))),
      new Row(graph('Calls served for other hosts', [everySeries(name, 'served')]), graph('Attempts at deferred calls', [everySeries(name, 'deferred')]), graph('Lanes that wait, and that are parked', [everySeries(name, 'waiting')], [everySeries(name, 'parked')])),
      new Row(graph('Shadow calls that were compared', [everySeries(name, 'compared')]), graph('Shadow calls that differed', [everySeries(name, 'mismatched')]), graph('Breakers: 0 closed, 1 half-open, 2 open', [everySeries(name, 'breakers')])),
      new Row(graph('Tasks', serviceNames.map((host) => service(host, 'RunningTaskCount'))), graph('CPU of tasks', serviceNames.map((host) => service(host, 'CpuUtilized'))), graph('Memory of tasks', serviceNames.map((host) => service(host, 'MemoryUtilized')))),
      new Row(graph('Database: capacity and connections', [cluster.metricServerlessDatabaseCapacity({ period })], [cluster.metricDatabaseConnections({ period })]), graph('Database: how far replicas are behind (ms)', [cluster.metric('AuroraReplicaLagMaximum', { period })]), graph('Messages that wait', queues.map(({ queue, named }) => queue.metricApproximateNumberOfMessagesVisible({ period, label: named.name })))),
    );
  }
}
