export { meanWait, throughputOf, timeWithin, utilisationOf, waitWithin, type Pool } from './queueing/pool.ts';
