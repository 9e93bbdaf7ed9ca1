import 'reflect-metadata';
import { orExplain, untilToldToStop } from '@banyan/host';
import { startMonolith } from './monolith.ts';

/** The one deployable: every module in this process, the shoppers' API and the operators' listener. */
const told = untilToldToStop();
await orExplain('monolith', async () => {
  const monolith = await startMonolith(process.env);
  const reason = await told;
  await monolith.stop(reason);
});
