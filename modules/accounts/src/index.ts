export { AccountsModule } from './accounts.module.ts';
export { accountsSettings, type AccountsSettings } from './accounts.settings.ts';
