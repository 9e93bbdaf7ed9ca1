import type { Desk } from '#lib/server/desk.ts';
import type { SignedIn } from '#lib/server/sessions.ts';

declare global {
  namespace App {
    interface Locals {
      desk: Desk;
      /** Who looks; nobody before they have signed in. */
      user: SignedIn | undefined;
    }
    interface Error {
      message: string;
      /** What to do next. */
      advice?: string;
    }
  }
}
