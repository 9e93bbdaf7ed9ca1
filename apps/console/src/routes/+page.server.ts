import type { DoctorAnswer, RoutesAnswer } from '#lib/answers.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  const control = controlHere(event);
  const [routes, doctor] = await orErrorPage(Promise.all([control.get<RoutesAnswer>('routes'), control.get<DoctorAnswer>('doctor')]));
  return { routes, findings: doctor.findings, traffic: event.locals.desk.traffic.latest };
};
