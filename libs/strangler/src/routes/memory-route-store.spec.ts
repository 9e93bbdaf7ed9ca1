import { describeRouteStore } from '../testing/describe-route-store.ts';
import { memoryRouteStore } from './memory-route-store.ts';

describeRouteStore('a route store in memory', () => {
  const store = memoryRouteStore();
  return Promise.resolve({ open: () => store, close: () => Promise.resolve() });
});
