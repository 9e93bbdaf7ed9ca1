export type { SqsConnection } from './connection.ts';
export { ensureQueues } from './ensure-queues.ts';
export { acknowledgementsQueue, callsQueue, intakeQueue, parkedQueue } from './queue-names.ts';
export type { QueueMessage } from './sending-queue.ts';
export { redrive } from './redrive.ts';
export { SqsCallQueue, type SqsCallQueueOptions } from './sqs-call-queue.ts';
export { SqsSender, type SqsSenderOptions } from './sqs-sender.ts';
export { SqsServer, type ConsumedQueue, type SqsServerOptions } from './sqs-server.ts';
export { SqsTarget, type SqsTargetOptions } from './sqs-target.ts';
