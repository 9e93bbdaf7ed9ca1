import { benchDispatch } from './dispatch.ts';
import { benchHosts } from './hosts.ts';
import { benchHttp } from './http.ts';
import { benchIntake } from './intake.ts';
import { benchLanes } from './lanes/index.ts';
import { benchServiceTimes } from './service-times/index.ts';
import { benchShop } from './shop.ts';
import { benchSqs } from './sqs.ts';
import { benchWorkers } from './workers/index.ts';

const sections: Readonly<Record<string, () => Promise<void>>> = {
  dispatch: benchDispatch,
  http: benchHttp,
  sqs: benchSqs,
  intake: benchIntake,
  lanes: benchLanes,
  hosts: benchHosts,
  shop: benchShop,
  'service-times': benchServiceTimes,
  workers: benchWorkers,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`No such measurement: ${unknown.join(', ')}. There are: ${Object.keys(sections).join(', ')}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(sections)) await sections[name]!();
