import { CfnRegistryPolicy, CfnReplicationConfiguration, Repository, RepositoryEncryption, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { imageNames, repositoryOf, REPOSITORIES } from './image-names.ts';

/** Where images are copied to: an account's registry in a region. */
export interface Registry {
  readonly account: string;
  readonly region: string;
}

/**
 * Where images are pushed to, once each. From here they are copied to the registries of all environments, where hosts fetch them within
 * their own network; a copy has the digest of its original, so what dev ran is what production runs. A tag never changes what it means. How
 * old an image is says nothing about whether it runs, so it is a function that prunes them, and no rule of ECR.
 */
export class ImageRegistry extends Construct {
  constructor(scope: Construct, id: string, copies: readonly Registry[]) {
    super(scope, id);
    for (const name of imageNames) {
      new Repository(this, name, {
        repositoryName: repositoryOf(name),
        imageTagMutability: TagMutability.IMMUTABLE,
        imageScanOnPush: true,
        encryption: RepositoryEncryption.AES_256,
      });
    }
    new CfnReplicationConfiguration(this, 'Copies', {
      replicationConfiguration: {
        rules: [{ destinations: copies.map(({ account, region }) => ({ registryId: account, region })), repositoryFilters: [{ filter: REPOSITORIES, filterType: 'PREFIX_MATCH' }] }],
      },
    });
  }
}

/** Lets the account in which images are made copy them to this registry. */
export class ImageCopies extends Construct {
  constructor(scope: Construct, id: string, { from, to }: { readonly from: string; readonly to: Registry }) {
    super(scope, id);
    new CfnRegistryPolicy(this, 'Policy', {
      policyText: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'CopyImages',
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${from}:root` },
            Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
            Resource: `arn:aws:ecr:${to.region}:${to.account}:repository/${REPOSITORIES}*`,
          },
        ],
      },
    });
  }
}
