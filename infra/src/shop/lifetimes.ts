/**
 * How a host comes to its end; each has to fit the others. A host goes on answering for `drain`, while its load balancer finds out and
 * sends nothing more, and ends within `shutdown` whatever is under way; only then may ECS kill it.
 */
export const lifetimes = {
  /** Seconds: `DRAIN_MS` of a host. At most half of `shutdown`, or the host refuses to start. */
  drain: 15,
  /** Seconds: `SHUTDOWN_TIMEOUT_MS` of a host. */
  shutdown: 60,
  /** Seconds until ECS kills a task that was told to stop; Fargate allows 120. */
  kill: 75,
  /** The same for a host of pages, which ends within 10 whatever is under way. */
  killPages: 30,
  /** Seconds for which a load balancer lets requests to a leaving task end. Longer than the 15 s that a shopper's request gets. */
  deregistration: 30,
  /** Seconds between two health checks of a load balancer; two that fail take a task out, which is well within `drain`. */
  healthInterval: 5,
} as const;
