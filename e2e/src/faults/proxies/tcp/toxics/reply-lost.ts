import type { Parcel, Toxic } from '../toxic.ts';

/**
 * What a client asks is passed on, the server's answer is swallowed, and then the connection is reset: the client cannot
 * know whether it was done.
 * @param losing chooses the request by its bytes as they come; the next one where left out
 */
export function replyLost(losing: (request: Buffer) => boolean = () => true): Toxic {
  return {
    meet(connection) {
      let chosen = false;
      return {
        toServer: {
          *pass({ bytes }: Parcel) {
            chosen ||= losing(bytes);
            yield bytes;
          },
        },
        toClient: {
          *pass({ bytes }: Parcel) {
            if (chosen) connection.reset();
            else yield bytes;
          },
        },
      };
    },
  };
}
