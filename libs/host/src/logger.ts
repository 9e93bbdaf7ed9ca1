import type { Ambient } from '@banyan/strangler';
import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { currentCall } from './telemetry/current-call.ts';
import { loggedError } from './telemetry/logged-error.ts';
import { redacted, redactedText } from './telemetry/redaction.ts';

export interface HostLoggerOptions {
  /** The host's name. */
  readonly host: string;
  readonly level: string;
  /** Knows the call that a line belongs to. */
  readonly ambient: Ambient;
  /** Where lines go; standard output if left out. */
  readonly destination?: DestinationStream;
}

/**
 * JSON lines on standard output, each with the host's name, and with trace, request and operation where a call is current.
 * No line holds personal data or a secret, in whatever way it was logged: each is gone through as a whole before it is written.
 */
export function hostLogger({ host, level, ambient, destination = pino.destination(1) }: HostLoggerOptions): Logger {
  return pino(
    {
      level,
      base: { host },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => currentCall(ambient),
      serializers: { err: (error: unknown) => loggedError(error) },
      hooks: { streamWrite: redactedLine },
    },
    destination,
  );
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

function redactedLine(line: string): string {
  try {
    return `${JSON.stringify(redacted(JSON.parse(line)))}\n`;
  } catch {
    return redactedText(line);
  }
}
