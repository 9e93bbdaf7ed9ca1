import type { Contract, Operation } from '@banyan/contracts/define';
import { deferredCallSchema, deferredOperations, deliveryAnswer, deliverySchema, type DeferredOperation } from '../deliveries.ts';
import type { Json } from '../json.ts';
import { promisesOf } from '../promises.ts';
import { callFailureReferences, callFailureResponses, declaredErrorResponse } from './failures.ts';
import { callParameters, deliveriesPath, operationPath, parameterReferences, securitySchemes } from './http-calls.ts';

/** The OpenAPI 3.1 description of a module as other hosts call it over HTTP. */
export function moduleOpenApi(contract: Contract, all: readonly Contract[]): Json {
  const { name: module, version, description } = contract;
  const answering = Object.entries(contract.operations).filter(([, { delivery }]) => delivery === 'reply');
  const deferred = deferredOperations(contract, all);
  return {
    openapi: '3.1.0',
    info: { title: `Banyan: ${module}, between hosts`, version, ...(description === undefined ? {} : { description }) },
    servers: [{ url: '/', description: 'The internal listener of a host that runs the module.' }],
    security: [{ host: [] }],
    paths: {
      ...Object.fromEntries(answering.map(([name, operation]) => [operationPath(`${module}.${name}`), { post: answeringOperation(`${module}.${name}`, operation) }])),
      ...(deferred.length > 0 ? { [deliveriesPath]: { post: deliveries(module, deferred) } } : {}),
    },
    components: { securitySchemes, parameters: callParameters, responses: callFailureResponses },
  };
}

function answeringOperation(address: string, operation: Operation): Json {
  return {
    operationId: address,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    parameters: parameterReferences(Object.keys(callParameters)),
    requestBody: { required: true, content: json(operation.input) },
    responses: {
      200: { description: 'The answer.', content: json(operation.output) },
      ...declaredErrorResponse(operation.errors),
      ...callFailureReferences,
    },
    'x-promises': promisesOf(operation),
  };
}

/** Deferred calls arrive together, whatever their operations. */
function deliveries(module: string, deferred: readonly DeferredOperation[]): Json {
  const calls = deferred.map((each) => deferredCallSchema(each, each.operation.input));
  return {
    operationId: `${module}.deliveries`,
    description: `Takes deferred calls, those of a lane by rising sequence: ${deferred.map(({ address }) => address).join(', ')}. A call that came before is no error.`,
    parameters: parameterReferences(['traceparent', 'deadline', 'routeVersion']),
    requestBody: { required: true, content: json(deliverySchema(calls.length === 1 ? calls[0]! : { oneOf: calls })) },
    responses: {
      202: { description: 'The calls are durable in the module’s inbox.', content: json(deliveryAnswer) },
      ...callFailureReferences,
    },
  };
}

function json(schema: object): Json {
  return { 'application/json': { schema } };
}
