import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** JSON lines on standard output, each with the host's name. */
export function hostLogger(host: string, level: string): Logger {
  return pino({ name: host, level, base: { host }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Lets Nest's own messages go the same way as the host's. */
export function nestLogger(logger: Logger): LoggerService {
  const to =
    (level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      const details = rest.slice(0, -1).filter((part) => part !== undefined);
      logger[level]({ context, ...(details.length > 0 ? { details } : {}) }, message instanceof Error ? (message.stack ?? message.message) : String(message));
    };
  return { log: to('debug'), error: to('error'), warn: to('warn'), debug: to('trace'), verbose: to('trace'), fatal: to('fatal') };
}
