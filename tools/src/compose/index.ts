export { composedNginx } from './nginx.ts';
export { composedSecrets } from './secrets.ts';
