import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ShopSecret } from '../data/shop-secret.ts';
import type { Rotation } from '../data/rotation.ts';
import type { Site } from '../environments/site.ts';

/** The role that migrations make for reports: it reads the columns that modules give away, and nothing else. */
export const REPORTS_ROLE = 'banyan_reports';

/** Where they are kept. */
export const reportSecretPaths = ['reports/login', 'reports/pseudonym-key'] as const;

/** What the extract has of secrets, and no host. */
export class ReportSecrets extends Construct {
  /** Its `value` is the URL at the writer; the task goes to the instance for reports with it. */
  readonly login: ShopSecret;
  /** People get their pseudonyms by it. */
  readonly pseudonymKey: ShopSecret;

  constructor(scope: Construct, id: string, common: { readonly site: Site; readonly key: IKey; readonly rotation: Rotation }) {
    super(scope, id);
    this.login = new ShopSecret(this, 'Login', { ...common, path: 'reports/login', kind: 'login', description: 'The URL by which reports are read.', about: { role: REPORTS_ROLE } });
    this.pseudonymKey = new ShopSecret(this, 'PseudonymKey', {
      ...common,
      path: 'reports/pseudonym-key',
      kind: 'token',
      description: 'The key that people in reports are hidden with.',
      kept: 'With another key everybody has another pseudonym, and the extracts begin anew. An operator changes it.',
    });
  }
}
