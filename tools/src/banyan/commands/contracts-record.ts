import type { Command } from '../command.ts';
import { Reading } from './arguments.ts';
import { wantedFlags, wantedHost } from './wanted-host.ts';

export const contractsRecord: Command = {
  name: 'contracts record',
  takes: '',
  does: 'write into an environment’s file that a host runs there as this workspace has it',
  flags: {
    in: { value: '<file>', does: 'what the environment runs' },
    host: { value: '<name>', does: 'the host that was deployed' },
    ...wantedFlags,
    beside: { does: 'keep what it replaces too: both run while it is updated' },
  },
  examples: [
    ['banyan contracts record --in environments/production.json --host orders --beside', 'before an update begins'],
    ['banyan contracts record --in environments/production.json --host orders', 'once it is over'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    const file = reading.needed('in', 'environments/production.json');
    reading.needed('host', 'orders');
    if (reading.mistakes.length > 0) return reading;
    return { alone: async () => (await import('../contract-checks.ts')).recordDeployment(file, wantedHost(reading), reading.has('beside')) };
  },
};
