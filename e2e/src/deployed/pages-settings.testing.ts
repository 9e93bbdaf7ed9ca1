import { settingsFrom as consoleSettings } from '@banyan/app-console/settings';
import { settingsFrom as storefrontSettings } from '@banyan/app-storefront/settings';
import type { PagesName } from '@banyan/infra/synthesised';
import { hostSettingsFrom } from '@banyan/pages';
import { listening } from './host-settings.testing.ts';

const readers = { storefront: storefrontSettings, console: consoleSettings } as const satisfies Readonly<Record<PagesName, unknown>>;

/** The readers of a host of pages are asked, for where it listens and for what its pages know: each refuses what is missing or malformed, all at once. */
export function refusalOfPages(environment: Readonly<Record<string, string>>, pages: PagesName): { readonly refusal: string; readonly unheard: readonly string[] } {
  const { told, unheard } = listening(environment);
  const refusals = [() => hostSettingsFrom(pages, told), () => readers[pages](told)].map((read) => {
    try {
      read();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  });
  return { refusal: refusals.filter((refusal) => refusal !== '').join('\n'), unheard: unheard() };
}
