/**
 * Erlang's C formula: the share of arrivals that have to wait for one of so many servers, where arrivals are random (Poisson) and
 * service times exponential. By the recursion of Erlang's B formula, which stays exact for thousands of servers.
 * @param offered the load in erlangs: arrivals a second times seconds of service
 * @returns 1 where the load is not below the number of servers: then everybody waits, and longer and longer
 */
export function erlangC(servers: number, offered: number): number {
  if (offered <= 0) return 0;
  if (offered >= servers) return 1;
  let inverseOfB = 1;
  for (let busy = 1; busy <= servers; busy++) inverseOfB = 1 + (inverseOfB * busy) / offered;
  const blocked = 1 / inverseOfB;
  return blocked / (1 - (offered / servers) * (1 - blocked));
}
