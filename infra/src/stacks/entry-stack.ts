import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Entry } from '../entry/entry.ts';
import type { Site } from '../environments/site.ts';
import type { FoundationStack } from './foundation-stack.ts';

/** Where shoppers come in. */
export class EntryStack extends Stack {
  readonly entry: Entry;

  constructor(scope: Construct, id: string, { site, foundation: { network, certificate, accessLogs }, ...props }: StackProps & { readonly site: Site; readonly foundation: FoundationStack }) {
    super(scope, id, props);
    this.entry = new Entry(this, 'Entry', { site, network, certificate, accessLogs });
  }
}
