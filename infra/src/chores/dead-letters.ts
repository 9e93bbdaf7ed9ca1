import { Schedule } from 'aws-cdk-lib/aws-events';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import { prefixOf, type Site } from '../environments/site.ts';
import { retention } from '../watch/retention.ts';
import { Chore } from './chore.ts';

/** Tells operators each morning what lies in parked queues. It looks at numbers only: there are people in messages. */
export class DeadLetters extends Construct {
  constructor(scope: Construct, id: string, { site: { environment }, data, notices }: { readonly site: Site; readonly data: ShopData; readonly notices: Topic }) {
    super(scope, id);
    const queues = data.modules.flatMap((module) => module.queues).map(({ named }) => named.parkedName);
    const chore = new Chore(this, 'Chore', { name: `${prefixOf(environment)}-dead-letters`, folder: 'dead-letters', description: 'Tells operators what lies parked.', log: retention(environment), notices });
    chore.function.addEnvironment('SETTINGS', chore.function.stack.toJsonString({ environment: environment.name, queues, topic: notices.topicArn }));
    chore.allow('Count', ['cloudwatch:GetMetricData'], ['*']);
    chore.because('*', 'CloudWatch names no resource for reading metrics.');
    chore.allow('Tell', ['sns:Publish'], [notices.topicArn]);
    chore.allow('Key', ['kms:Decrypt', 'kms:GenerateDataKey'], [notices.masterKey!.keyArn]);
    chore.at('Morning', Schedule.cron({ hour: '7', minute: '0' }));
  }
}
