import { Unavailable } from '@banyan/contracts/define';

/** Throws what the file system answered as `Unavailable`, naming the folder or file that was asked for. */
export function absent(path: string): (cause: unknown) => never {
  return (cause) => {
    throw new Unavailable(path, { cause });
  };
}
