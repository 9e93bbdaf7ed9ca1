import { CfnParameter, Stack } from 'aws-cdk-lib';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import type { Construct } from 'constructs';
import { repositoryOf, type ImageName } from '../images/image-names.ts';

/**
 * An image by its digest, which the deployment gives as a parameter, `OrdersDigest=sha256:…`: what was tested is what runs, whatever
 * becomes of a tag, and the template is the same for each rollout.
 * @param puller the role with which ECS fetches it
 */
export function imageByDigest(scope: Construct, name: ImageName, puller: IRole): ContainerImage {
  const stack = Stack.of(scope);
  const id = `${name[0]!.toUpperCase()}${name.slice(1)}Digest`;
  const digest = new CfnParameter(stack, id, {
    type: 'String',
    allowedPattern: '^sha256:[0-9a-f]{64}$',
    constraintDescription: 'The digest of an image: sha256: and 64 hexadecimal digits.',
    description: `The image of ${name}, by its digest in the repository ${repositoryOf(name)}.`,
  });
  const repository = Repository.fromRepositoryName(scope, `${id}Repository`, repositoryOf(name));
  repository.grantPull(puller);
  return ContainerImage.fromRegistry(`${repository.repositoryUri}@${digest.valueAsString}`);
}
