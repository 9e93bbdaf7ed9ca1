import { buildHosts } from '@banyan/tools/start';
import { freePort } from '@banyan/tools/testing';
import { FailoverRecord } from '../stand-ins/failover-record.ts';
import { startPaymentCompany, type PaymentCompany } from '../stand-ins/payment-company.ts';
import { Way } from '../stand-ins/way.ts';
import { Assistant } from './assistant.ts';
import { paymentPort } from './ports.ts';
import { layOut, urlOf, type Regions } from './regions.ts';
import { sameShopAt } from './shared-secrets.ts';

/** Two regions of one shop, of which home leads, and what belongs to neither. */
export interface Scene {
  readonly regions: Regions;
  readonly assistant: Assistant;
  readonly company: PaymentCompany;
  /** Where shoppers call. */
  readonly publicUrl: string;
  readonly operatorUrl: string;
  readonly operatorToken: string;
  /** Has shoppers find nobody, whichever region leads. */
  closeEntry(): void;
  openEntry(): void;
}

/**
 * Sets it in this network, which shoppers, the failover record and the payment company share.
 * @param given.made hears how each thing is taken away that was made, what was made last first
 */
export async function setScene({ report, made }: { readonly report: (line: string) => void; readonly made: (takeAway: () => Promise<void>) => void }): Promise<Scene> {
  await buildHosts(['monolith', 'payment-provider'], report);
  const regions = await layOut((place) => made(() => place.end()));
  const { home, recovery, copying } = regions;
  const nobody = { port: await freePort() };
  const entry = await Way.to(nobody);
  made(() => entry.close());
  const publicUrl = `http://127.0.0.1:${entry.port}`;
  const company = await startPaymentCompany({ port: paymentPort, events: `${publicUrl}/api/v1/payments/events` });
  made(() => company.discard());

  await home.database.start();
  await recovery.database.follow(await home.database.urlAt(copying.far));
  await home.hosts.open({ own: 1, newest: 1 }, { DATABASE_URL: await home.database.urlAt(home.inside.far), ...company.settingsAt(home.outside.near) });
  const copied = await sameShopAt(await home.hosts.folder(), await recovery.database.urlAt(recovery.inside.far));
  await recovery.hosts.open({ own: 0, newest: 1 }, { ...copied, ...company.settingsAt(recovery.outside.near) });
  const record = await FailoverRecord.of({ primary: urlOf(home, 'shoppers'), secondary: urlOf(recovery, 'shoppers'), report });
  made(() => record.close());
  const recorded = { port: Number(new URL(record.url).port) };
  entry.leadTo(recorded);
  return {
    regions,
    assistant: new Assistant(regions, report),
    company,
    publicUrl,
    operatorUrl: urlOf(home, 'operators'),
    operatorToken: await home.hosts.operatorToken(),
    closeEntry: () => {
      entry.leadTo(nobody);
      entry.cut();
    },
    openEntry: () => entry.leadTo(recorded),
  };
}
