/** Where a host of pages listens. */
export interface HostSettings {
  /** 0 takes any free port. */
  readonly port: number;
  readonly bind: string;
}

/**
 * Reads where to listen from the environment.
 * @param name the host's, for whoever has to mend it
 * @throws {Error} that says what would be right
 */
export function hostSettingsFrom(name: string, { PORT = '', BIND = '127.0.0.1' }: Readonly<Record<string, string | undefined>>): HostSettings {
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) throw new Error(`The ${name} cannot start:\n- PORT must be a port number from 0 to 65535; 0 takes any free port.`);
  return { port, bind: BIND };
}
