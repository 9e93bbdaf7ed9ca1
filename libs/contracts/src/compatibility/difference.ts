import type { Difference, FindingCode, Judgement } from './finding.ts';
import { nextStep } from './next-steps.ts';

/** What a difference is about. */
export interface About {
  readonly pointer: string;
  readonly was?: unknown;
  readonly is?: unknown;
  readonly message: string;
}

/** A difference, with the next step unless it is compatible. */
export function difference(code: FindingCode, judgement: Judgement, { pointer, was, is, message }: About): Difference {
  return {
    code,
    judgement,
    pointer,
    ...(was === undefined ? {} : { was }),
    ...(is === undefined ? {} : { is }),
    message,
    ...(judgement === 'compatible' ? {} : { next: nextStep(code) }),
  };
}

/** The pointer to a member of what is at another. */
export function below(pointer: string, step: string): string {
  return `${pointer}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
