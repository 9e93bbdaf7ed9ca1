import { NestFactory } from '@nestjs/core';
import type { TObject } from 'typebox';
import { prepareHost, type HostSpec } from './prepare-host.ts';
import { SettingsRefused } from './settings.ts';
import { ShutdownOverdue } from './shutdown/shutdown.ts';
import { untilToldToStop } from './until-told-to-stop.ts';

/** Runs a host whose only way in is its internal listener, until it is told to stop; then drains it. */
export async function runHost(spec: HostSpec<TObject>): Promise<void> {
  const told = untilToldToStop();
  await orExplain(spec.name, async () => {
    const host = prepareHost(spec, process.env);
    const app = await NestFactory.createMicroservice(host.module, { strategy: host.listener, logger: host.nestLogger });
    await app.listen();
    host.logger.info({ internal: host.internal.url }, `${spec.name} is ready`);
    const reason = await told;
    await host.shutdown.run(reason, () => app.close());
  });
}

/** Ends the process with what was wrong, in words: settings and what did not end in time without a stack, everything else with it. */
export async function orExplain(name: string, work: () => Promise<void>): Promise<never> {
  try {
    await work();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof SettingsRefused ? `${name} cannot start. ${error.message}` : error instanceof ShutdownOverdue ? error.message : error);
    process.exit(1);
  }
}
