import { fail, redirect } from '@sveltejs/kit';
import type { SessionAnswer } from '#lib/answers.ts';
import { backTo } from '#lib/server/back-to.ts';
import { ControlUnreachable, isRefusal } from '#lib/server/control-problem.ts';
import { keepUser } from '#lib/server/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ back: backTo(url.searchParams.get('back'), url), ended: url.searchParams.has('ended') });

const nameLimit = 100;

export const actions: Actions = {
  default: async (event) => {
    const { desk } = event.locals;
    const form = await event.request.formData();
    const text = (field: string) => String(form.get(field) ?? '').trim();
    const [name, token] = [text('name'), text('token')];
    const refuse = (status: number, message: string) => fail(status, { name, message });
    if (name === '' || name.length > nameLimit || name === 'rollout') return refuse(422, 'Give your name as colleagues know it: the history says who changed what.');

    const who = event.getClientAddress();
    const wait = desk.wrong.wait(who);
    if (wait > 0) return refuse(429, `Too many tokens were wrong. Try again in ${Math.ceil(wait / 1_000)} seconds.`);
    // A token cannot be in a header with these, and is none of a shop.
    if (!/^[\x21-\x7e]{1,500}$/.test(token)) return refuse(401, wrongToken);
    try {
      const { role } = await desk.control(token).get<SessionAnswer>('session');
      await keepUser(event, desk.sessions, { name, role, token });
    } catch (error) {
      if (error instanceof ControlUnreachable) return refuse(503, 'The control API does not answer just now. Please try again in a moment.');
      if (!isRefusal(error, 'unauthenticated')) throw error;
      desk.wrong.failed(who);
      return refuse(401, wrongToken);
    }
    redirect(303, backTo(text('back'), event.url));
  },
};

const wrongToken = 'This token is not one of this shop. `npm start` keeps the operator’s in operator.env and the viewer’s in secrets.json, in its data folder.';
