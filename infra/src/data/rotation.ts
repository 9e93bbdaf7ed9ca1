import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal, type Role } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { prefixOf, type Site } from '../environments/site.ts';
import { acknowledge, anyResource, managedPolicy } from '../findings/acknowledge.ts';
import { lambdaCode } from '../lambda-code.ts';
import { serviceNames } from '../shop/pages.ts';
import { retention } from '../watch/retention.ts';

/** A database whose logins are made anew. */
export interface RotatedDatabase {
  readonly clusterArn: string;
  readonly owner: Secret;
  readonly host: string;
  readonly database: string;
  /** The global database, by whose name for the writer hosts are to find it; undefined if it is none. */
  readonly globalName: string | undefined;
}

/** Days for which a secret is used. */
const EVERY = Duration.days(30);

/**
 * Makes secrets anew, every 30 days and the first time as soon as they exist. Nothing pauses: of a login there are two, which take turns;
 * a key of a ring is known to every host a whole period before it signs; a Redis user has two passwords. Tasks read secrets when they
 * start, so after each rotation the services that read the secret are rolled over; what they used before stays good for 30 days.
 */
export class Rotation extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, { environment, region }: Site) {
    super(scope, id);
    this.function = new Function(this, 'Function', {
      functionName: `${prefixOf(environment)}-rotate-secrets`,
      description: 'Makes the shop’s secrets anew.',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'handler.handler',
      code: lambdaCode('rotate-secrets'),
      timeout: Duration.minutes(2),
      memorySize: 256,
      logGroup: new LogGroup(this, 'Log', retention(environment)),
      environment: { CLUSTER: prefixOf(environment) },
    });
    this.function.addPermission('SecretsManager', { principal: new ServicePrincipal('secretsmanager.amazonaws.com'), sourceAccount: environment.account });
    this.function.addToRolePolicy(
      new PolicyStatement({
        sid: 'RollOver',
        actions: ['ecs:UpdateService'],
        resources: serviceNames.map((service) => `arn:aws:ecs:${region.name}:${environment.account}:service/${prefixOf(environment)}/${service}`),
      }),
    );
    acknowledge(this.function.role as Role, managedPolicy('service-role/AWSLambdaBasicExecutionRole'), 'It lets the function write its log, and nothing else.');
    acknowledge(this.function.role as Role, anyResource, 'Secrets Manager makes random passwords for whoever asks, and names no resource for it.');
  }

  /** Has a secret made anew, now and every 30 days. */
  rotate(secret: Secret): void {
    secret.addRotationSchedule('Schedule', { rotationLambda: this.function, automaticallyAfter: EVERY, rotateImmediatelyOnUpdate: true });
  }

  /** Has a secret made now, and anew only when an operator asks for it. */
  make(secret: Secret): void {
    secret.addRotationSchedule('Schedule', { rotationLambda: this.function, automaticallyAfter: Duration.days(0), rotateImmediatelyOnUpdate: true });
  }

  /** Lets the function change logins of a database: as its owner, by the Data API, so that it need not stand in the network. */
  ofDatabase({ clusterArn, owner, host, database, globalName }: RotatedDatabase): void {
    this.function.addEnvironment('DATABASE_CLUSTER', clusterArn);
    this.function.addEnvironment('DATABASE_OWNER', owner.secretArn);
    this.function.addEnvironment('DATABASE_HOST', host);
    this.function.addEnvironment('DATABASE_NAME', database);
    if (globalName !== undefined) {
      this.function.addEnvironment('DATABASE_GLOBAL', globalName);
      const globalArn = Stack.of(this).formatArn({ service: 'rds', region: '', resource: 'global-cluster', resourceName: globalName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
      this.function.addToRolePolicy(new PolicyStatement({ sid: 'FindWriter', actions: ['rds:DescribeGlobalClusters'], resources: [globalArn] }));
    }
    this.function.addToRolePolicy(new PolicyStatement({ sid: 'ChangeLogins', actions: ['rds-data:ExecuteStatement', 'rds:ModifyDBCluster'], resources: [clusterArn] }));
  }

  /** Lets the function change the password of a Redis user. */
  ofCache({ userId, host }: { readonly userId: string; readonly host: string }): void {
    this.function.addEnvironment('CACHE_HOST', host);
    this.function.addEnvironment('CACHE_USER_ID', userId);
    this.function.addToRolePolicy(
      new PolicyStatement({ sid: 'ChangePassword', actions: ['elasticache:ModifyUser'], resources: [Stack.of(this).formatArn({ service: 'elasticache', resource: 'user', resourceName: userId, arnFormat: ArnFormat.COLON_RESOURCE_NAME })] }),
    );
  }
}
