import type { IncomingHttpHeaders } from 'node:http';
import type { CallContext, Principal, RouteOverride } from '@banyan/contracts/define';

/** A shopper's page or app may send a key of its own, so that a guest is always answered from the same side. */
const VISITOR = 'visitor';
const visitorForm = /^[A-Za-z0-9_-]{8,64}$/;
/** The token by which a tester is answered elsewhere; without an operator's signature it does nothing. */
const OVERRIDE = 'banyan-override';

/** Who visits: a customer, whoever the visitor's own key names, or somebody new with each request. */
export function visitorOf(headers: IncomingHttpHeaders, principal: Principal, requestId: string): string {
  if (principal.kind === 'customer') return principal.customerId;
  const given = headers[VISITOR];
  return typeof given === 'string' && visitorForm.test(given) ? given : requestId;
}

/** The override that a request has been granted, as part of its context. */
export function overrideIn(headers: IncomingHttpHeaders, overrideOf: (token: string) => RouteOverride | undefined): Pick<CallContext, 'override'> {
  const token = headers[OVERRIDE];
  const override = typeof token === 'string' ? overrideOf(token) : undefined;
  return override ? { override } : {};
}
