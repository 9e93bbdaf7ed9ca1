import type { Database } from '@banyan/adapter-postgres';

/**
 * A database whose client is killed at its nth crossing: each statement crosses twice, on its way there, before it has
 * any effect, and on its way back, after it has had one.
 */
export function killedAt(crossing: number, real: Database): Database {
  let crossed = 0;
  const cross = () => {
    crossed += 1;
    if (crossed >= crossing) throw new Error(`killed at crossing ${crossing}`);
  };
  return {
    ...real,
    async query<Row extends object>(text: string, values?: readonly unknown[]) {
      cross();
      const rows = await real.query<Row>(text, values);
      cross();
      return rows;
    },
  };
}
