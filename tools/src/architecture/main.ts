import { violations } from './violations.ts';
import { sentenceOf } from './zones/zone.ts';
import { zones } from './zones/index.ts';

/** `npm run architecture`: prints every broken rule about who may import whom; if there is none, the rules. Exit code 1 if one is broken. */
const found = await violations();
if (found.length === 0) {
  for (const zone of zones) console.log(sentenceOf(zone));
  console.log('Every import keeps to these rules.');
} else {
  for (const { rule, sentence } of found) console.error(`${rule}: ${sentence}\n`);
  console.error(`Found ${found.length} broken ${found.length === 1 ? 'rule' : 'rules'}.`);
  process.exitCode = 1;
}
