import { Key } from 'aws-cdk-lib/aws-kms';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { prefixOf, type Site } from '../environments/site.ts';
import type { Network } from '../network/network.ts';
import { hostNames } from '../shop/hosts.ts';
import { schemaNames, type SchemaName } from '../shop/modules.ts';
import { ReportSecrets } from '../reports/report-secrets.ts';
import { removal } from '../watch/retention.ts';
import { Cache, CACHE_USER } from './cache.ts';
import { announceReporting, Database, DATABASE, OWNER } from './database.ts';
import { hostSecrets } from './host-secrets.ts';
import { ModuleData } from './module-data.ts';
import { Rotation } from './rotation.ts';
import { ShopSecret } from './shop-secret.ts';

/** All that the shop keeps in a region, but for images and video: database, Redis, queues and secrets. */
export class ShopData extends Construct {
  readonly modules: readonly ModuleData[];
  readonly database: Database;
  readonly cache: Cache;
  /** Encrypts what belongs to no single module, the database among it. */
  readonly key: Key;
  /** Its `value` is the URL of the database's owner, who migrates. */
  readonly owner: ShopSecret;
  readonly reports: ReportSecrets;
  /** Where reports are read, in a region that has an instance for them. */
  readonly reportingHost: string | undefined;
  readonly #secrets: ReadonlyMap<string, ShopSecret>;

  constructor(scope: Construct, id: string, { site, network }: { readonly site: Site; readonly network: Network }) {
    super(scope, id);
    const { environment } = site;
    const key = new Key(this, 'Key', { alias: `${prefixOf(environment)}/shared`, description: 'Encrypts what belongs to no single module.', enableKeyRotation: true, removalPolicy: removal(environment.keepsData) });
    this.key = key;
    const rotation = new Rotation(this, 'Rotation', site);
    const common = { site, key, rotation };
    const isHome = site.role === 'home';

    const owner = new ShopSecret(this, 'Owner', { ...common, path: 'login/owner', kind: 'owner', description: 'The login of the database’s owner, for migrations.', about: { username: OWNER, role: OWNER } });
    this.owner = owner;
    this.database = new Database(this, 'Database', { site, network, key, ...(isHome ? { owner: owner.secret as Secret } : {}) });
    this.reportingHost = site.region.database.reporting ? announceReporting(this, site, this.database) : undefined;
    this.reports = new ReportSecrets(this, 'ReportSecrets', common);

    const redis = new ShopSecret(this, 'Redis', { ...common, local: true, path: 'redis', kind: 'redis', description: 'The URL of the region’s Redis, with the hosts’ login.', readers: hostNames, about: { username: CACHE_USER } });
    this.cache = new Cache(this, 'Cache', { site, network, key, password: redis.secret });

    this.#secrets = new Map([
      ['redis', redis] as const,
      ...hostSecrets.map((spec) => [spec.path, new ShopSecret(this, spec.variable, { ...spec, ...common })] as const),
    ]);
    this.modules = schemaNames.map((schema) => new ModuleData(this, schema, { site, schema, rotation }));
    if (isHome) rotation.ofDatabase({ clusterArn: this.database.cluster.clusterArn, owner: owner.secret as Secret, host: this.database.host, database: DATABASE, globalName: this.database.globalName });
    rotation.ofCache({ userId: this.cache.userId, host: this.cache.host });
  }

  moduleOf(schema: SchemaName): ModuleData {
    return this.modules.find((module) => module.schema === schema)!;
  }

  /** The secret that is shared under this path. @throws {Error} if there is none */
  secretAt(path: string): ShopSecret {
    const secret = this.#secrets.get(path);
    if (!secret) throw new Error(`There is no secret at '${path}'. There are: ${[...this.#secrets.keys()].join(', ')}.`);
    return secret;
  }
}
