// The clients come with Lambda's Node; nothing is installed beside this.
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { tell } from './tell.mjs';

const { SETTINGS = '{}' } = process.env;
const { environment, queues, topic } = JSON.parse(SETTINGS);
const [metrics, sns] = [new CloudWatchClient(), new SNSClient()];

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** What SQS said of a queue, at most so long before a moment. */
async function said(QueueName, EndTime) {
  const of = (Id, MetricName) => ({ Id, MetricStat: { Metric: { Namespace: 'AWS/SQS', MetricName, Dimensions: [{ Name: 'QueueName', Value: QueueName }] }, Period: 300, Stat: 'Maximum' } });
  const { MetricDataResults } = await metrics.send(new GetMetricDataCommand({ StartTime: new Date(EndTime.getTime() - HOUR * 1_000), EndTime, ScanBy: 'TimestampDescending', MetricDataQueries: [of('messages', 'ApproximateNumberOfMessagesVisible'), of('age', 'ApproximateAgeOfOldestMessage')] }));
  return Object.fromEntries(MetricDataResults.map(({ Id, Values }) => [Id, Values[0]]));
}

/** @type {import('./tell.ts').World} */
const world = {
  environment,
  queues,
  parked: async (queue) => {
    const now = new Date();
    const [{ messages = 0, age }, { messages: messagesBefore = 0 }] = await Promise.all([said(queue, now), said(queue, new Date(now.getTime() - DAY * 1_000))]);
    return { queue, messages, messagesBefore, ...(age === undefined ? {} : { oldestAge: age }) };
  },
  send: async (Message) => void (await sns.send(new PublishCommand({ TopicArn: topic, Subject: `Dead letters of ${environment}`, Message }))),
};

export const handler = async () => tell(world);
