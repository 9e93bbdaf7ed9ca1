import { parseKeyRing, type KeyRing } from '@banyan/contracts/key-ring';

/** What the pages need to know of the world around them. */
export interface Settings {
  /** Where the control API is, without its prefix. */
  readonly controlUrl: string;
  /** The viewer's token: by it the console itself watches what flows. */
  readonly viewerToken: string;
  /** What sessions are encrypted with. */
  readonly keys: KeyRing;
}

/**
 * Reads the settings from the environment.
 * @throws {Error} that lists every mistake, with what would be right
 */
export function settingsFrom({ CONTROL_URL = '', CONTROL_VIEWER_TOKEN = '', CONSOLE_KEYS = '' }: Readonly<Record<string, string | undefined>>): Settings {
  const mistakes: string[] = [];
  if (!isAddress(CONTROL_URL)) mistakes.push('CONTROL_URL must be where the control API is, for example http://127.0.0.1:4400.');
  if (CONTROL_VIEWER_TOKEN === '') mistakes.push('CONTROL_VIEWER_TOKEN must be the viewer’s token of the control API.');
  const keys = orMistake(() => parseKeyRing('CONSOLE_KEYS', CONSOLE_KEYS), mistakes);
  if (mistakes.length > 0 || !keys) throw new Error(`The console cannot start:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
  return { controlUrl: CONTROL_URL.replace(/\/+$/, ''), viewerToken: CONTROL_VIEWER_TOKEN, keys };
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function orMistake<Value>(read: () => Value, mistakes: string[]): Value | undefined {
  try {
    return read();
  } catch (error) {
    mistakes.push((error as Error).message);
    return undefined;
  }
}
