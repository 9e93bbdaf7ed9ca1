/** What nobody has measured. Each can be changed by a flag of its name where it matters most. */
export interface Assumptions {
  /** Pages of products that are read from the API for each order. */
  readonly readsPerOrder: number;
  /** Seconds for which the payment company keeps an order waiting. */
  readonly provider: number;
  /** How quick a core at AWS is, by the core that service times were measured on. */
  readonly coreSpeed: number;
}

/**
 * Of forty visits one ends in an order, and a visit reads five pages: 200 reads. The payment company takes 0.2 s. A Graviton core is taken to be
 * as quick as the one that was measured on.
 */
export const assumptions: Assumptions = { readsPerOrder: 200, provider: 0.2, coreSpeed: 1 };

/** What is taken for granted of AWS and has not been seen. */
export const taken = {
  /** vCPUs behind one Aurora capacity unit: AWS names 2 GiB of memory, and instances of the class r have a vCPU for each 8 GiB. */
  vcpuPerUnit: 0.25,
  /** The share of the writer's CPU that is to be used at most. */
  writerTarget: 0.7,
  /** Seconds for which an acceptance waits for its commit, to two more zones. */
  commit: 0.01,
  /** The share of the proxies' CPU at which another is started (`scaleOnCpuUtilization` in infra). */
  proxyTarget: 0.5,
  /** Seconds of a proxy's CPU for a request, with TLS to the monolith's balancer. */
  proxyRequest: 0.0001,
  /** vCPUs of a proxy, a c7g.large. */
  proxyVcpu: 2,
  /** Seconds for which a message is in hand until it is in an inbox, and deleted. */
  inHand: 0.05,
  /** Commands a second that one Redis keeps up with; nobody was asked. */
  redisCommands: 100_000,
  /** Bytes to and from the payment company for an order. */
  providerBytes: 10_000,
  /** Bytes that reach the balancers for a request, both ways, and the log for one. */
  requestBytes: 10_000,
  logBytes: 1_000,
} as const;
