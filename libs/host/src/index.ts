export { readHostSettings, type HostSettings } from './host-settings.ts';
export type { HostedModule } from './hosted-module.ts';
export { prepareHost, type HostSpec, type PreparedHost } from './prepare-host.ts';
export { orExplain, runHost } from './run-host.ts';
export { readSettings, SettingsRefused } from './settings.ts';
export { untilToldToStop } from './until-told-to-stop.ts';
