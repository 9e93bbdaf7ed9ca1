import { SecretValue } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { prefixOf, secretName, type Site } from '../environments/site.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { removal, retention } from '../watch/retention.ts';
import { Chore } from './chore.ts';

/** Passes each alarm, and that it is over, to the operators' chat, whose webhook an operator puts in by hand. */
export class Chat extends Construct {
  constructor(scope: Construct, id: string, { site: { environment }, notices }: { readonly site: Site; readonly notices: ITopic }) {
    super(scope, id);
    const key = new Key(this, 'Key', { description: 'Encrypts the webhook of the operators’ chat.', enableKeyRotation: true, removalPolicy: removal(environment.keepsData) });
    const webhook = new Secret(this, 'Webhook', {
      secretName: secretName(environment, 'chat-webhook'),
      description: 'The webhook of the operators’ chat.',
      encryptionKey: key,
      secretObjectValue: { kind: SecretValue.unsafePlainText('given') },
      removalPolicy: removal(environment.keepsData),
    });
    acknowledge(webhook, 'AwsSolutions-SMG4', 'The chat gives it and changes it; an operator puts it here, by hand.');
    const chore = new Chore(this, 'Chore', { name: `${prefixOf(environment)}-alarms-to-chat`, folder: 'alarms-to-chat', description: 'Passes alarms to the chat of operators.', variables: { WEBHOOK: webhook.secretArn }, log: retention(environment), notices, minutes: 1 });
    chore.allow('KnowWebhook', ['secretsmanager:GetSecretValue'], [webhook.secretArn]);
    chore.allow('Key', ['kms:Decrypt'], [key.keyArn]);
    notices.addSubscription(new LambdaSubscription(chore.function));
  }
}
