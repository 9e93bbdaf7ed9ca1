import type { Direction, Parcel, Toxic } from '../toxic.ts';

/** Each connection passes so many bytes on, and is then closed. */
export function truncation(direction: Direction, bytesPassed: number): Toxic {
  return {
    meet(connection) {
      let left = bytesPassed;
      const effect = {
        *pass({ bytes }: Parcel) {
          const part = bytes.subarray(0, left);
          left -= part.length;
          if (part.length > 0) yield part;
          if (left === 0) connection.close();
        },
      };
      return { [direction]: effect };
    },
  };
}
