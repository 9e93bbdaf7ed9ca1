import { fail, redirect } from '@sveltejs/kit';
import { backTo } from '#lib/server/back-to.ts';
import { textIn } from '#lib/server/form-fields.ts';
import { signIn } from '#lib/server/sign-in.ts';
import { isAway, isProblem } from '#lib/server/shop-problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ back: backTo(url.searchParams.get('back') ?? '/orders', url) });

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const email = textIn(form, 'email');
    try {
      await signIn(event, { email, password: String(form.get('password') ?? '') });
    } catch (error) {
      if (isProblem(error, 'wrongCredentials', 'invalidInput')) return fail(401, { email, message: 'E-mail address and password do not match. Check both, or register.' });
      if (isAway(error)) return fail(503, { email, message: 'The shop cannot look you up just now. Please try again in a moment.' });
      throw error;
    }
    redirect(303, backTo(textIn(form, 'back'), event.url));
  },
};
