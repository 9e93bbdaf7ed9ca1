import { contracts, core, define, keyRing, libs, nest, node, npm, outbox, own, ownFolder, schemas, wire } from './targets.ts';
import type { Zone } from './zone.ts';

const namesNeeds = 'It names its needs as interfaces; adapters name vendors.';
const oneTechnology = 'An adapter is about one technology: what two of them share belongs in the core, and libs/host puts them together.';

export const libZones: readonly Zone[] = [
  {
    rule: 'define',
    who: 'The vocabulary (libs/contracts/src/define)',
    files: '(libs/contracts)/src/define/',
    may: [ownFolder('define'), schemas],
    because: 'Everything rests on it, so it rests on nothing but its schema library.',
  },
  {
    rule: 'contract',
    who: 'A contract',
    files: '(libs/contracts)/src/(?!compatibility/|define/|public/|wire/|key-ring\\.)',
    may: [define, { name: 'other contracts', path: '$1/src/(?!compatibility/|public/|wire/|key-ring\\.)' }, schemas],
    because: 'Every module reads it, in every process.',
  },
  {
    rule: 'public-contract',
    who: 'The shoppers’ API (libs/contracts/src/public)',
    files: '(libs/contracts)/src/public/',
    may: [contracts, schemas],
    because: 'It describes; the edge in apps/monolith serves it.',
  },
  {
    rule: 'key-ring',
    who: 'The key ring (libs/contracts/src/key-ring.ts)',
    files: '(libs/contracts)/src/key-ring\\.',
    may: [node('crypto')],
    because: 'It is a value that modules and adapters share.',
  },
  {
    rule: 'wire',
    who: 'The form of calls between hosts (libs/contracts/src/wire)',
    files: '(libs/contracts)/src/wire/',
    may: [ownFolder('wire'), define, keyRing, schemas, node('crypto')],
    because: 'Adapters share it, whatever they carry it over; modules never see it.',
  },
  {
    rule: 'compatibility',
    who: 'The comparison of contracts (libs/contracts/src/compatibility)',
    files: '(libs/contracts)/src/compatibility/',
    may: [ownFolder('compatibility'), define, wire, schemas],
    because: 'It judges contracts as data, whoever made them and wherever they are kept.',
  },
  {
    rule: 'core',
    who: 'The core (libs/strangler)',
    files: '(libs/strangler)/',
    may: [own, define],
    because: namesNeeds,
  },
  {
    rule: 'outbox',
    who: 'The outbox (libs/outbox)',
    files: '(libs/outbox)/',
    may: [own, define, schemas, node('timers/promises')],
    because: namesNeeds,
  },
  {
    rule: 'adapter-nest',
    who: 'The Nest adapter',
    files: '(libs/adapters/nest)/',
    may: [own, core, outbox, define, wire, keyRing, schemas, nest, node('async_hooks', 'crypto')],
    because: oneTechnology,
  },
  {
    rule: 'adapter-http',
    who: 'The HTTP adapter',
    files: '(libs/adapters/http)/',
    may: [own, core, outbox, define, wire, keyRing, schemas, nest, npm('undici'), node('http', 'net', 'crypto', 'timers/promises')],
    because: oneTechnology,
  },
  {
    rule: 'adapter-sqs',
    who: 'The SQS adapter',
    files: '(libs/adapters/sqs)/',
    may: [own, core, outbox, define, wire, keyRing, schemas, nest, npm('@aws-sdk/client-sqs', '@ssut/nestjs-sqs', 'sqs-consumer'), node('crypto', 'events', 'timers/promises')],
    because: oneTechnology,
  },
  {
    rule: 'adapter-postgres',
    who: 'The PostgreSQL adapter',
    files: '(libs/adapters/postgres)/',
    may: [own, core, outbox, define, schemas, nest, npm('@nestjs/typeorm', 'typeorm', 'pg'), node('crypto')],
    because: oneTechnology,
  },
  {
    rule: 'adapter-redis',
    who: 'The Redis adapter',
    files: '(libs/adapters/redis)/',
    may: [own, core, outbox, define, npm('ioredis')],
    because: oneTechnology,
  },
  {
    rule: 'adapter-file',
    who: 'The file adapter',
    files: '(libs/adapters/file)/',
    may: [own, core, define, node('fs', 'fs/promises', 'path', 'crypto')],
    because: oneTechnology,
  },
  {
    rule: 'adapter-prometheus',
    who: 'The Prometheus adapter',
    files: '(libs/adapters/prometheus)/',
    may: [own, core, npm('prom-client')],
    because: oneTechnology,
  },
  {
    rule: 'adapter-opentelemetry',
    who: 'The OpenTelemetry adapter',
    files: '(libs/adapters/opentelemetry)/',
    may: [own, core, npm('@opentelemetry/api', '@opentelemetry/sdk-trace', '@opentelemetry/resources', '@opentelemetry/exporter-trace-otlp-http')],
    because: oneTechnology,
  },
  {
    rule: 'control',
    who: 'The control API (libs/control)',
    files: '(libs/control)/',
    may: [own, core, outbox, define, wire, schemas, npm('fastify'), node('crypto', 'net')],
    because: 'It changes routes and lanes through ports; which store they are kept in, and with which keys, the app decides that starts it.',
  },
  {
    rule: 'host',
    who: 'The host (libs/host)',
    files: '(libs/host)/',
    may: [own, libs, schemas, nest, npm('@nestjs/platform-fastify', 'fastify', 'pino')],
    because: 'It puts the adapters together for any app, so it knows no module and no app.',
  },
];
