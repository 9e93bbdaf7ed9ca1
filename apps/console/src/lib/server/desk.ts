import { attempts, type Attempts } from './attempts.ts';
import { controlApi, type ControlApi } from './control-api.ts';
import { sessions, type Sessions } from './sessions.ts';
import { settingsFrom } from './settings.ts';
import { watchTraffic, type TrafficWatch } from './traffic/watch.ts';

/** What pages are made from. */
export interface Desk {
  readonly sessions: Sessions;
  /** Those who tried to sign in with a token that is none, by their address. */
  readonly wrong: Attempts;
  readonly traffic: TrafficWatch;
  /** The control API, as the holder of this token sees it. */
  control(token: string): ControlApi;
}

/** @throws {Error} that lists what is wrong with the environment */
export function openDesk(environment: Readonly<Record<string, string | undefined>>): Desk {
  const settings = settingsFrom(environment);
  return {
    sessions: sessions(settings.keys),
    wrong: attempts({ each: 5, all: 50, window: 60_000 }),
    traffic: watchTraffic(settings),
    control: (token) => controlApi(settings.controlUrl, token),
  };
}
