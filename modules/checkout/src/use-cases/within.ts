import { Unavailable } from '@banyan/contracts/define';

/**
 * What the work gives, or `Unavailable` once it has taken too long; it goes on then, unheard.
 * @param what whose answer is waited for
 * @param limitMs milliseconds
 */
export async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Unavailable(what)), limitMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
