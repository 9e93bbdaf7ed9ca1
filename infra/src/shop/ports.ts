/** Where hosts listen within their task, and their load balancers in front of them. */
export const ports = {
  /** Calls of other hosts, readiness and metrics, in every host. */
  internal: 4000,
  /** The shoppers' API of the monolith. */
  public: 3000,
  /** The operators' listener of the monolith. */
  operator: 4001,
  /** The control API of the monolith, where routes are changed. */
  control: 4002,
} as const;

/** Answers 200 while a host wants new calls; on the internal and on the public listener alike. */
export const READY_PATH = '/health/ready';

/** Answers 200 while a host's process works at all; on the internal listener. */
export const LIVE_PATH = '/health/live';
