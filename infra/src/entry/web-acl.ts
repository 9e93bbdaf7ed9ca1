import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import { prefixOf } from '../environments/site.ts';

/** Rules that AWS keeps: known attacks, broken requests, addresses known for them. That a body is longer than 8 KiB is none: an order may have 64. */
const managed = ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesCommonRuleSet'] as const;

export interface WebAclProps {
  readonly environment: Environment;
  /** In front of CloudFront (defined in us-east-1), or of the load balancers of a region. */
  readonly before: 'content-delivery' | 'entries';
}

/**
 * What is turned away before it reaches the shop: known attacks, and an address that asks too often. Requests are counted, and those that
 * are turned away kept as samples; nothing else of them is written down.
 */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, before }: WebAclProps) {
    super(scope, id);
    const name = `${prefixOf(environment)}-${before}`;
    const seen = (metricName: string) => ({ cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName });
    // Behind CloudFront all requests come from its own addresses.
    const behind = before === 'entries' && environment.contentDelivery !== undefined;
    const acl = new CfnWebACL(this, 'Acl', {
      name,
      scope: before === 'entries' ? 'REGIONAL' : 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: seen(name),
      rules: [
        ...managed.map((rule, priority) => ({
          name: rule,
          priority,
          statement: { managedRuleGroupStatement: { vendorName: 'AWS', name: rule, ...(rule === 'AWSManagedRulesCommonRuleSet' ? { ruleActionOverrides: [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }] } : {}) } },
          overrideAction: { none: {} },
          visibilityConfig: seen(rule),
        })),
        {
          name: 'TooOften',
          priority: managed.length,
          statement: {
            rateBasedStatement: {
              limit: environment.requestsPerAddress,
              evaluationWindowSec: 300,
              aggregateKeyType: behind ? 'FORWARDED_IP' : 'IP',
              ...(behind ? { forwardedIpConfig: { headerName: 'X-Forwarded-For', fallbackBehavior: 'NO_MATCH' } } : {}),
            },
          },
          action: { block: { customResponse: { responseCode: 429, responseHeaders: [{ name: 'retry-after', value: '300' }] } } },
          visibilityConfig: seen('TooOften'),
        },
      ],
    });
    this.arn = acl.attrArn;
  }
}
