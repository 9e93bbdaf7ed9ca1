import { codecOf, isOperationError, type Operation } from '@banyan/contracts/define';
import { callShapeOf } from './call-shape.ts';
import { declaredError, type ErrorTranslations } from './error-translation.ts';
import type { Finding } from './findings.ts';
import { lossesOf } from './losses.ts';

/** A call through a seam: the arguments as they were given. */
export type SeamCall = (given: readonly unknown[]) => unknown;

export type OnFinding = (finding: Omit<Finding, 'count' | 'operation'>) => void;

/**
 * Lets a call pass untouched – the same arguments, answer, failure, and the same moment – and tells what would be
 * different if it travelled. A rejection that no caller handles counts as handled here.
 */
export function observedCall(operation: Operation, errors: ErrorTranslations, direct: SeamCall, found: OnFinding): SeamCall {
  const shape = callShapeOf(operation);

  const input = (given: readonly unknown[]) => {
    for (const loss of lossesOf(operation.input, shape.inputOf(given))) found({ in: 'input', ...loss });
    if (shape.superfluous(given).length > 0) {
      found({ in: 'call', pointer: '', kind: 'superfluousArgument', detail: `the contract has one argument, it was given ${given.length}` });
    }
  };
  const answer = (returned: unknown) => {
    for (const loss of lossesOf(operation.output, shape.answerOf(returned))) found({ in: 'answer', ...loss });
  };
  const error = (thrown: unknown) => {
    const declared = declaredError(errors, thrown);
    if (isOperationError(declared)) {
      const schema = operation.errors[declared.code];
      if (schema && codecOf(schema).check(declared.data)) return;
    }
    found({ in: 'error', pointer: '', kind: 'undeclaredError', detail: `${nameOf(thrown)} is not declared, so a caller elsewhere gets 'internal'` });
  };

  return (given) => {
    input(given);
    let returned: unknown;
    try {
      returned = direct(given);
    } catch (thrown) {
      error(thrown);
      throw thrown;
    }
    if (isPromise(returned)) returned.then(answer, error);
    else {
      found({ in: 'call', pointer: '', kind: 'synchronous', detail: 'answers at once; over a wire it answers with a promise' });
      answer(returned);
    }
    return returned;
  };
}

/** A promise that is under way already: asking another thenable, a query builder say, may be what starts it. */
function isPromise(value: unknown): value is Promise<unknown> {
  return Object.prototype.toString.call(value) === '[object Promise]';
}

function nameOf(thrown: unknown): string {
  return isOperationError(thrown) ? `${thrown.name} '${thrown.code}'` : thrown instanceof Error ? thrown.constructor.name : typeof thrown;
}
