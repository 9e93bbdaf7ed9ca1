import { Stack } from 'aws-cdk-lib';
import { Secret as Handed } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ShopSecret } from '../data/shop-secret.ts';

/**
 * A field of a secret as ECS hands it to a task when it starts; the role with which ECS does so may read that secret, and use its key
 * for nothing else. A key is never told who uses it: the stack with the data does not depend on those who read it.
 */
export function handIn(scope: Construct, variable: string, { secret, key }: ShopSecret, field: 'value' | 'ownUrl', reader: Role): Handed {
  if (!key) return Handed.fromSecretsManager(secret, field);
  reader.addToPolicy(
    new PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn], conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(scope).region}.amazonaws.com` } } }),
  );
  return Handed.fromSecretsManager(Secret.fromSecretCompleteArn(scope, variable, secret.secretArn), field);
}
