import { startShop, type Surroundings } from '../start/index.ts';
import type { Stage } from './options.ts';
import type { OperatorReach } from './shop/operator-api.ts';

/** A shop that can be played to. */
export interface OpenStage extends OperatorReach {
  readonly publicUrl: string;
  /** Stops the shop if it was started here. */
  close(): Promise<void>;
}

/**
 * Opens the stage: starts the shop, or takes the one that runs.
 * @throws as `startShop` does
 */
export async function openStage(stage: Stage, surroundings: Surroundings): Promise<OpenStage> {
  if (stage.kind === 'running') return { ...stage, close: () => Promise.resolve() };
  const { publicUrl, operatorUrl, operatorToken, stop } = await startShop(stage.options, surroundings);
  return { publicUrl, operatorUrl, operatorToken, close: stop };
}
