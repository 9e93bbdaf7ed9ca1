import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { environments } from '../environments/index.ts';
import { sitesOf } from '../environments/site.ts';
import { ImageRegistry } from '../images/image-registry.ts';

/** Where the images of all environments are made. */
export class ImagesStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    new ImageRegistry(this, 'Images', environments.flatMap(sitesOf).map(({ environment, region }) => ({ account: environment.account, region: region.name })));
  }
}
