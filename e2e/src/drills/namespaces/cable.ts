import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** One end of a cable: the process in whose network it is, and how it is called there. */
export interface CableEnd {
  readonly pid: number;
  /** Fifteen characters at most. */
  readonly link: string;
}

/** The network in which cables have their addresses, 198.18.0.0/15, is kept for tests of networks (RFC 2544). */
const addressOf = (cable: number, end: 'near' | 'far') => `198.18.${cable}.${end === 'near' ? 1 : 2}`;
/** An address of a card, from those that everybody may give away. */
const cardOf = (cable: number) => `02:00:c6:12:${cable.toString(16).padStart(2, '0')}:02`;

/**
 * A cable between two networks. It is pulled out at its far end. What is sent from the near end is lost from then on, and nothing comes back: no
 * refusal and no reset. Connections stay half-open. It is gone with either network.
 */
export class Cable {
  /** Of its ends. */
  readonly near: string;
  readonly far: string;
  readonly #farEnd: CableEnd;

  private constructor(near: string, far: string, farEnd: CableEnd) {
    this.near = near;
    this.far = far;
    this.#farEnd = farEnd;
  }

  /** Lays one and plugs it in. @param number tells its addresses from those of other cables: 1 to 255 */
  static async between(near: CableEnd, far: CableEnd, number: number): Promise<Cable> {
    const cable = new Cable(addressOf(number, 'near'), addressOf(number, 'far'), far);
    await ip(process.pid, 'link', 'add', 'name', near.link, 'netns', String(near.pid), 'type', 'veth', 'peer', 'name', far.link, 'address', cardOf(number), 'netns', String(far.pid));
    await ip(near.pid, 'address', 'add', `${cable.near}/30`, 'dev', near.link);
    await ip(far.pid, 'address', 'add', `${cable.far}/30`, 'dev', far.link);
    for (const { pid, link } of [near, far]) await ip(pid, 'link', 'set', link, 'up');
    // Without an entry for good the near end would notice that nobody answers to the address, and say so within seconds.
    await ip(near.pid, 'neighbour', 'replace', cable.far, 'lladdr', cardOf(number), 'dev', near.link, 'nud', 'permanent');
    return cable;
  }

  async pull(): Promise<void> {
    await ip(this.#farEnd.pid, 'link', 'set', this.#farEnd.link, 'down');
  }

  async plug(): Promise<void> {
    await ip(this.#farEnd.pid, 'link', 'set', this.#farEnd.link, 'up');
  }
}

/** In the network of a process. */
async function ip(pid: number, ...args: readonly string[]): Promise<void> {
  await promisify(execFile)('nsenter', [`--net=/proc/${pid}/ns/net`, 'ip', ...args]);
}
