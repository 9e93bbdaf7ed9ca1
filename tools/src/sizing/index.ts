export { meanWait, throughputOf, waitWithin, type Pool } from './queueing/pool.ts';
