import { describeOperatorActs } from '../testing/describe-operator-acts.ts';
import { memoryActs } from './memory-acts.ts';

describeOperatorActs('acts in memory', () => Promise.resolve(memoryActs(() => new Date())));
