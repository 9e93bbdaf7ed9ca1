import type { Kind } from './secret.ts';

/** The login of the hosts to the Redis. It has two passwords, the one before and the new one. */
export const redisLogin: Kind = {
  next(current, { cacheHost }, fresh) {
    const password = fresh();
    return { ...current, password, value: `rediss://banyan:${password}@${cacheHost}:6379/0` };
  },
  apply: (next, current, { setRedisPasswords }) => setRedisPasswords([next.password ?? '', current.password ?? '']),
};
