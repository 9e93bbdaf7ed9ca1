export { neededBy, readSettings, type ReleaseCommand, type Settings } from './settings.ts';
