import { Stack, type StackProps } from 'aws-cdk-lib';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { ContentDelivery } from '../entry/content-delivery.ts';
import type { Environment } from '../environments/environment.ts';

export interface ContentDeliveryStackProps extends StackProps {
  readonly environment: Environment;
  readonly contentDelivery: NonNullable<Environment['contentDelivery']>;
}

/** CloudFront, where an environment has it. */
export class ContentDeliveryStack extends Stack {
  constructor(scope: Construct, id: string, { environment, contentDelivery: { priceClass }, ...props }: ContentDeliveryStackProps) {
    super(scope, id, props);
    const { id: hostedZoneId, name: zoneName } = environment.hostedZone;
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName });
    new ContentDelivery(this, 'ContentDelivery', { environment, priceClass, zone });
  }
}
