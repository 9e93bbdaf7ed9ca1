import { Type, type Static } from 'typebox';

const Port = (description: string) => Type.String({ pattern: '^\\d{1,5}$', description });

export const monolithSettings = Type.Object({
  PORT: Port('the port of the shoppers’ API, 0 for any free one.'),
  BIND: Type.Optional(Type.String({ description: 'the address of the shoppers’ API; 127.0.0.1 if left out.' })),
  OPERATOR_PORT: Port('the port of the operators’ listener, 0 for any free one.'),
  OPERATOR_BIND: Type.Optional(Type.String({ description: 'the address of the operators’ listener; 127.0.0.1 if left out.' })),
  CONTROL_PORT: Type.Optional(Port('the port of the control API, where routes are changed, 0 for any free one; needs ROUTING_DATABASE_URL and both tokens.')),
  CONTROL_BIND: Type.Optional(Type.String({ description: 'the address of the control API; 127.0.0.1 if left out.' })),
  CONTROL_VIEWER_TOKEN: Type.Optional(Type.String({ minLength: 32, description: 'what those present who only look at the routes: 32 characters or more.' })),
  CONTROL_OPERATOR_TOKEN: Type.Optional(Type.String({ minLength: 32, description: 'what those present who change the routes: 32 characters or more.' })),
  PAYMENT_EVENTS_KEYS: Type.Optional(
    Type.String({
      pattern: '^[^,\\s]{16,200}(,[^,\\s]{16,200})?$',
      description: 'the key with which the payment provider signs its events, 16 characters or more, and with a comma the one before it; without it events are refused.',
    }),
  ),
  OPERATOR_TOKEN: Type.String({ minLength: 32, description: 'what operators present as bearer token: 32 characters or more.' }),
});
export type MonolithSettings = Static<typeof monolithSettings>;
