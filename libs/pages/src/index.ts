export { hostSettingsFrom } from './host-settings.ts';
export { onceToldToStop } from './once-told-to-stop.ts';
export { servePages } from './serve-pages.ts';
