import { shown } from './root.ts';

/** What to type to start a host again that has ended. */
export function hostCommand(name: string, data: string): string {
  const folder = shown(data);
  return `npm run host -- ${name}${folder === '.banyan' ? '' : ` --data ${quoted(folder)}`}`;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
