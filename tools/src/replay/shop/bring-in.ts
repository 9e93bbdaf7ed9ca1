import type { AccountsApi } from '@banyan/contracts/accounts';
import type { CatalogApi, ImportConflict } from '@banyan/contracts/catalog';
import type { Plan } from '../plan/plan.ts';

/** What an operator does for a replay. */
export interface ReplayOperator {
  readonly catalog: Pick<CatalogApi, 'checkImport' | 'importMarkets' | 'importProducts'>;
  readonly accounts: Pick<AccountsApi, 'importCustomers' | 'issueSessions'>;
}

/** The most that an operation takes at once. */
const atOnce = 1_000;
/** Conflicts that are listed. */
const enough = 20;

/**
 * Brings the plan's markets, products and customers into a shop, and returns a session's token for each customer,
 * by the file's name for them.
 * @throws {Error} that lists what the shop holds otherwise, before anything was changed
 */
export async function bringIn(plan: Plan, { catalog, accounts }: ReplayOperator): Promise<ReadonlyMap<string, string>> {
  const conflicts = await conflictsWith(plan, catalog);
  if (conflicts.length > 0) throw new Error(conflictMessage(conflicts));
  for (const markets of chunks(plan.markets)) await catalog.importMarkets({ markets });
  for (const products of chunks(plan.products)) await catalog.importProducts({ products });

  const tokens = new Map<string, string>();
  for (const customers of chunks(plan.customers)) {
    const { customerIds } = await accounts.importCustomers({ customers: customers.map(identityOf) });
    const { sessions } = await accounts.issueSessions({ customerIds });
    for (const [index, { token }] of sessions.entries()) tokens.set(customers[index] as string, token);
  }
  return tokens;
}

async function conflictsWith({ markets, products }: Plan, catalog: ReplayOperator['catalog']): Promise<ImportConflict[]> {
  const conflicts: ImportConflict[] = [];
  for (const some of chunks(markets)) conflicts.push(...(await catalog.checkImport({ markets: some, products: [] })).conflicts);
  for (const some of chunks(products)) conflicts.push(...(await catalog.checkImport({ markets: [], products: some })).conflicts);
  return conflicts;
}

function conflictMessage(conflicts: readonly ImportConflict[]): string {
  const listed = conflicts.slice(0, enough).map(({ kind, id, field, held, wanted }) => `- ${kind} ${id}: ${field} is ${held}, the file wants ${wanted}`);
  const more = conflicts.length > enough ? [`- and ${conflicts.length - enough} more`] : [];
  return ['The shop holds markets or products otherwise than the file has them, so nothing was changed:', ...listed, ...more, 'Play to an empty shop, or without --url to one that is started for it.'].join('\n');
}

function identityOf(customer: string): { readonly email: string; readonly name: string } {
  return { email: `customer-${customer}@example.org`, name: `Customer ${customer}` };
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / atOnce) }, (_, index) => items.slice(index * atOnce, (index + 1) * atOnce));
}
