import { eventSender } from './events.ts';
import { openLedger } from './open-ledger.ts';
import { providerServer } from './server.ts';
import { settingsFrom } from './settings.ts';

/** A payment company in small: it charges and refunds, and keeps a ledger of its own. */
async function main(): Promise<void> {
  const { port, bind, ledgerFile, key, events } = settingsFrom(process.env);
  const sender = events && eventSender(events);
  const { ledger, close } = await openLedger(ledgerFile, sender?.send);
  const server = providerServer({ ledger, key });

  let stopping: Promise<void> | undefined;
  const stop = () => void (stopping ??= server.close().then(() => sender?.close()).then(close).then(() => process.exit(0), fail));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);

  const url = await server.listen({ port, host: bind });
  console.log(`The payment provider answers at ${url} and keeps its ledger in ${ledgerFile}.`);
  process.send?.({ url });
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

main().catch(fail);
