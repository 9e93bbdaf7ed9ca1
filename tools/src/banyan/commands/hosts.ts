import type { HostsAnswer } from '@banyan/control';
import type { Command } from '../command.ts';
import { table } from '../table.ts';
import { Reading } from './arguments.ts';

export const hosts: Command = {
  name: 'hosts',
  takes: '',
  does: 'show which instances report, what they run, and which routes they have',
  flags: {},
  examples: [['banyan hosts', 'all that reported within the last minute']],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.get<HostsAnswer>('hosts');
        return { json: answer, text: answer.hosts.length === 0 ? 'No host has reported within the last minute.' : hostsText(answer) };
      },
    };
  },
};

function hostsText({ newest, hosts: reported }: HostsAnswer): string {
  const rows = reported.flatMap(({ host, instance, modules, routeVersion, ageMs }) =>
    (modules.length === 0 ? [undefined] : modules).map((hosted, index) => {
      const own = index === 0 ? [host, instance, String(routeVersion), `${(ageMs / 1_000).toFixed(1)} s`] : ['', '', '', ''];
      return [...own, hosted?.module ?? '–', hosted?.contractVersion ?? '–', hosted?.data ?? '–'];
    }),
  );
  return [`The newest routes are version ${newest ?? '–'}.`, '', table(['host', 'instance', 'routes', 'age', 'module', 'contract', 'data'], rows)].join('\n');
}
