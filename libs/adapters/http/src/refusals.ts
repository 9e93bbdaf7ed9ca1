import { refusal, refusals as common } from '@banyan/contracts/wire';

/** Why a host does not run a call that came over HTTP. In each case the handler has not run. */
export const refusals = {
  ...common,
  busy: (address: string) => refusal('unavailable', address, 'This host answers as many calls as it can; ask again in a moment.'),
  closing: (address: string) => refusal('unavailable', address, 'This host is shutting down; ask again, and another will answer.'),
  notJson: (address: string) => refusal('contractViolation', address, `The input of ${address} is not JSON; send a JSON document.`),
  tooLarge: (address: string, limit: number) =>
    refusal('contractViolation', address, `The input of ${address} has more than ${limit} bytes; send less at a time.`),
} as const;
