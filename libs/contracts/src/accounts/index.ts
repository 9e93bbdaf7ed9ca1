export { accounts, type AccountsApi } from './accounts.contract.ts';
