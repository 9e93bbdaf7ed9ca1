import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** As many as Linux lets wait for a listener by itself, since 5.4 (`net.core.somaxconn`); Node asks for 511. */
const WAITING_CONNECTIONS = 4_096;

/**
 * Has shoppers come. Of a crowd that comes at once 4,096 connections wait to be accepted, or as many as the system allows;
 * it has others try again seconds later.
 */
export async function listenAt(app: NestFastifyApplication, port: number, host = '127.0.0.1'): Promise<void> {
  await app.listen({ port, host, backlog: WAITING_CONNECTIONS });
}
