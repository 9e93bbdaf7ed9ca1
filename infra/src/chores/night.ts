import { Schedule } from 'aws-cdk-lib/aws-events';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { prefixOf, type Site } from '../environments/site.ts';
import { hostNames } from '../shop/hosts.ts';
import { pagesNames } from '../shop/pages.ts';
import { retention } from '../watch/retention.ts';
import { Chore } from './chore.ts';

/** Has an environment that nobody uses at night sleep: its tasks and its database. */
export class Night extends Construct {
  constructor(scope: Construct, id: string, { site: { environment, region }, notices }: { readonly site: Site; readonly notices: ITopic }) {
    super(scope, id);
    const cluster = prefixOf(environment);
    const { account } = environment;
    const services = [...hostNames.map((name) => ({ name, ...region.hosts[name].tasks })), ...pagesNames.map((name) => ({ name, ...region.pages[name].tasks }))];
    const chore = new Chore(this, 'Chore', { name: `${cluster}-night`, folder: 'night-stop', description: 'Stops dev at night, and starts it in the morning.', settings: { environment: environment.name, cluster, database: cluster, services }, log: retention(environment), notices });
    chore.allow('SleepDatabase', ['rds:DescribeDBClusters', 'rds:StartDBCluster', 'rds:StopDBCluster'], [`arn:aws:rds:${region.name}:${account}:cluster:${cluster}`]);
    const targets = `arn:aws:application-autoscaling:${region.name}:${account}:scalable-target/*`;
    chore.allow('LimitTasks', ['application-autoscaling:RegisterScalableTarget'], [targets], { StringEquals: { 'application-autoscaling:service-namespace': 'ecs' } });
    chore.because(targets, 'A scalable target has an id that its registration makes; the function asks for the services that it is told.');
    const weekdays = 'MON-FRI';
    chore.at('Stop', Schedule.cron({ hour: '20', minute: '0' }), { step: 'stop' });
    chore.at('StartDatabase', Schedule.cron({ weekDay: weekdays, hour: '5', minute: '0' }), { step: 'start-database' });
    chore.at('StartHosts', Schedule.cron({ weekDay: weekdays, hour: '5', minute: '30' }), { step: 'start-hosts' });
  }
}
