import { Duration } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { AllowedMethods, CachePolicy, Distribution, HttpVersion, OriginProtocolPolicy, OriginRequestPolicy, OriginSslPolicy, PriceClass, SecurityPolicyProtocol, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ARecord, RecordTarget, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import { entryName } from '../environments/site.ts';
import { exactly } from '../exactly.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { removal } from '../watch/retention.ts';
import { WebAcl } from './web-acl.ts';

const priceClasses = { '100': PriceClass.PRICE_CLASS_100, '200': PriceClass.PRICE_CLASS_200, all: PriceClass.PRICE_CLASS_ALL } as const;

/**
 * CloudFront in front of the entry: it keeps images, video and the pages' scripts near shoppers and passes everything else on as it is. It stands in us-east-1,
 * as AWS wants it, and knows the entry by its name only: which region answers is decided behind it.
 */
export class ContentDelivery extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { environment, priceClass, zone }: { readonly environment: Environment; readonly priceClass: '100' | '200' | 'all'; readonly zone: IHostedZone }) {
    super(scope, id);
    const { domain, keepsData } = environment;
    const origin = new HttpOrigin(entryName(environment), {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      // Longer than a shopper's request gets.
      readTimeout: Duration.seconds(30),
    });
    const logs = exactly<IBucket>(new Bucket(this, 'Logs', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      lifecycleRules: [{ expiration: Duration.days(environment.logs.keepDays) }],
      removalPolicy: removal(keepsData),
    }));
    acknowledge(logs, 'AwsSolutions-S1', 'It holds access logs itself.');
    // Files that keep their content under their name: images and video, and the scripts and styles of pages.
    const kept = { origin, viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY, cachePolicy: CachePolicy.CACHING_OPTIMIZED, compress: true };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `The shop, ${environment.name}`,
      domainNames: [domain],
      certificate: new Certificate(this, 'Certificate', { domainName: domain, validation: CertificateValidation.fromDns(zone) }),
      webAclId: new WebAcl(this, 'WebAcl', { environment, before: 'content-delivery' }).arn,
      priceClass: priceClasses[priceClass],
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      enableLogging: true,
      logBucket: logs,
      logIncludesCookies: false,
      defaultBehavior: {
        origin,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // With the shop's own name as host: a form is taken from the pages' own origin only. The entry's certificate bears both names.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
      },
      additionalBehaviors: { '/media/*': kept, '/_app/immutable/*': kept },
    });
    acknowledge(this.distribution, 'AwsSolutions-CFR1', 'The shop sells in all markets that its catalogue names, and to travellers.');
    new ARecord(this, 'Shop', { zone, recordName: domain, target: RecordTarget.fromAlias(new CloudFrontTarget(this.distribution)) });
  }
}
