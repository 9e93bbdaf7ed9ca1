import { publicApi } from '@banyan/contracts/public';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { backTo } from '#lib/server/back-to.ts';
import { textIn } from '#lib/server/form-fields.ts';
import { signIn } from '#lib/server/sign-in.ts';
import { isAway, isProblem } from '#lib/server/shop-problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ back: backTo(url.searchParams.get('back') ?? '/', url) });

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const [email, name, password] = [textIn(form, 'email'), textIn(form, 'name'), String(form.get('password') ?? '')];
    const refuse = (status: number, message: string) => fail(status, { email, name, message });
    try {
      try {
        await event.locals.shop.api.ask(publicApi.registerCustomer, { body: { email, name, password } });
      } catch (error) {
        // A registration that was not answered may have been made all the same, now or by a try before: then these open a session.
        const isRegistered = (isAway(error) || isProblem(error, 'emailTaken')) && (await opens(event, { email, password }));
        if (!isRegistered) throw error;
      }
      await signIn(event, { email, password });
    } catch (error) {
      if (isProblem(error, 'emailTaken')) return refuse(409, 'Somebody is registered with this e-mail address already. Sign in, or use another.');
      if (isProblem(error, 'invalidInput')) return refuse(400, 'Fill in your name, an e-mail address such as ada@example.org, and a password of 12 characters or more.');
      if (isAway(error)) return refuse(503, 'The shop cannot register you just now. Please try again in a moment.');
      throw error;
    }
    redirect(303, backTo(textIn(form, 'back'), event.url));
  },
};

/** Whether these open a session; nothing is kept of it. */
async function opens({ locals: { shop } }: RequestEvent, body: { readonly email: string; readonly password: string }): Promise<boolean> {
  return shop.api.ask(publicApi.openSession, { body }).then(() => true, () => false);
}
