import type { Ambient, RouteTableDefinition, Target } from '@banyan/strangler';
import type { Seam } from './seam.ts';

/** A target that is closed with the application that made it. */
export type ClosableTarget = Target & { close?(): Promise<void> };

export interface SeamOptions {
  /** What this application is called as a caller: `shop`. */
  readonly name: string;
  readonly seams: readonly Seam[];
  /** Where enforced operations are answered; what is not named stays local. */
  readonly routes?: RouteTableDefinition['routes'];
  /** Makes the targets that routes name; asked once by each application that starts. */
  readonly targets?: () => Readonly<Record<string, ClosableTarget>>;
  /** Carries who asks through the application's calls; left out, the seams have their own. */
  readonly ambient?: Ambient;
  /**
   * Whether this application answers calls of its seams' contracts over the transports that it connects. Only for a host whose
   * transports all vouch for who calls, as `HttpServer` does: Nest's own take calls from anybody.
   */
  readonly serve?: boolean;
  /** Examines each n-th call of an observed operation; 1, each call, where left out. */
  readonly examineEvery?: number;
}
