import { Type } from 'typebox';
import { kind } from './kind.ts';

/**
 * Intake may change between its two ways, the database and the queue, from `invoke` until `ok`: then all instances use one
 * way again, and the queue is empty. Only within it is the sequence of a customer's orders left to `Order-After`.
 * Who notices it late says by how many milliseconds at most: `late`.
 */
export const changeover = kind('changeover', { invoke: Type.Object({ late: Type.Optional(Type.Integer({ minimum: 0 })) }), ok: Type.Object({}) });
