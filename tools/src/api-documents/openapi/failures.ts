import { OperationError, type ErrorSchemas } from '@banyan/contracts/define';
import { encodeFailure } from '@banyan/contracts/wire';
import { objectOf, type Json } from '../json.ts';
import { callErrorCodes, callErrors, statusOf } from './call-errors.ts';

const nextStep = { type: 'string', description: 'What happened and what to do next.' };
const executed = { enum: ['no', 'unknown'], description: 'Whether the handler may have run.' };
const violations = {
  type: 'array',
  items: objectOf({ pointer: { type: 'string', description: 'JSON pointer into the input.' }, message: { type: 'string' } }),
};

/** The responses by which calls themselves fail, as components; each is named by its code. */
export const callFailureResponses: Readonly<Record<string, Json>> = Object.fromEntries(
  callErrorCodes.map((code) => [
    code,
    {
      description: callErrors[code],
      ...(code === 'unavailable' ? { headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } } } : {}),
      content: problem(callFailure(code, statusOf(code))),
    },
  ]),
);

/** References to those responses, by status. */
export const callFailureReferences: Json = Object.fromEntries(
  callErrorCodes.map((code) => [statusOf(code), { $ref: `#/components/responses/${code}` }]),
);

/** The response by which declared errors are told, under its status; nothing where an operation declares none. */
export function declaredErrorResponse(errors: ErrorSchemas): Json {
  const codes = Object.keys(errors);
  if (codes.length === 0) return {};
  const { status } = encodeFailure(new OperationError('', {}, ''), '');
  const failures = codes.map((code) => operationFailure(code, status, errors));
  return { [status]: { description: `Declared errors: ${codes.join(', ')}.`, content: problem(failures.length === 1 ? failures[0]! : { oneOf: failures }) } };
}

function operationFailure(code: string, status: number, errors: ErrorSchemas): Json {
  return objectOf({ failure: { const: 'operation' }, status: { const: status }, detail: nextStep, code: { type: 'string', enum: [code] }, data: errors[code]! });
}

function callFailure(code: string, status: number): Json {
  const members = { failure: { const: 'call' }, status: { const: status }, detail: nextStep, code: { type: 'string', enum: [code] }, executed };
  const { properties, ...rest } = objectOf(members) as { readonly properties: Json };
  return code === 'contractViolation' ? { ...rest, properties: { ...properties, violations } } : { ...rest, properties };
}

function problem(schema: Json): Json {
  return { 'application/problem+json': { schema } };
}
