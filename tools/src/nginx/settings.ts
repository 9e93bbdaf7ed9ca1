/** What the nginx in front of the monolith's instances is told. */
export interface NginxSettings {
  /** Where shoppers call: `127.0.0.1:3000`. */
  readonly listen: string;
  /** The public listeners of the instances, `<host>:<port>` each. */
  readonly instances: readonly string[];
  /** Absolute path of a folder of its own: its pid, logs and temporary files. */
  readonly folder: string;
  /** Processes that serve; one per core if left out. */
  readonly workers?: number;
  /** Connections per worker, to shoppers and to instances together; 1,024 if left out. */
  readonly connections?: number;
  /** Idle connections to the instances that each worker keeps; 32 if left out. */
  readonly kept?: number;
  /** Seconds for an instance to answer; 15 if left out, which is longer than a shopper's request is given. */
  readonly answerWithin?: number;
}

const address = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}$/;
/** Without what nginx's syntax would take for its own. */
const path = /^\/[\w./ @+-]*$/;

/** Everything that is wrong with the settings, with what would be right. */
export function nginxMistakes({ listen, instances, folder, ...numbers }: NginxSettings): string[] {
  return [
    ...[listen, ...instances].filter((text) => !address.test(text)).map((text) => `'${text}' is no address; write <host>:<port>, such as 127.0.0.1:3000.`),
    ...(instances.length === 0 ? ['There is no instance to pass requests to; name one or more.'] : []),
    ...(path.test(folder) ? [] : [`'${folder}' cannot be nginx's folder; give an absolute path of letters, digits, spaces and . _ @ + -`]),
    ...Object.entries(numbers).flatMap(([name, value]) => (Number.isInteger(value) && value > 0 ? [] : [`${name} ${value} is no whole number above 0.`])),
  ];
}
