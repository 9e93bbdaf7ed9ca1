import { messageOf, type Notice } from './message.ts';

/** What the function needs of the world. */
export interface World {
  /** Posts JSON to the chat's webhook; gives the status of its answer. */
  post(body: { readonly text: string }): Promise<number>;
}

/** Passes notices on, one after the other. @throws {Error} if the chat does not take one: SNS hands it over again, and parks it at last */
export async function passOn(notices: readonly Notice[], { post }: World): Promise<void> {
  for (const notice of notices) {
    const status = await post({ text: messageOf(notice) });
    if (status < 200 || status > 299) throw new Error(`The chat answered ${status}. If it goes on, look whether its webhook is still good.`);
  }
}
