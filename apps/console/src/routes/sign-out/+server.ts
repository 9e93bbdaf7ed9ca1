import { redirect } from '@sveltejs/kit';
import { forgetUser } from '#lib/server/session-cookie.ts';
import type { RequestHandler } from './$types';

/** Forgets who was signed in here. */
export const POST: RequestHandler = (event) => {
  forgetUser(event);
  redirect(303, '/sign-in');
};
