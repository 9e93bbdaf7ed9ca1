import { CallError, type CallErrorCode } from '@banyan/contracts/define';

/** Why a host does not run a call. In each case the handler has not run. */
export const refusals = {
  busy: (address: string) => refusal('unavailable', address, 'This host answers as many calls as it can; ask again in a moment.'),
  closing: (address: string) => refusal('unavailable', address, 'This host is shutting down; ask again, and another will answer.'),
  late: (address: string) =>
    refusal('deadlineExceeded', address, `The deadline had passed when ${address} arrived; ask again with more time.`),
  notJson: (address: string) => refusal('contractViolation', address, `The input of ${address} is not JSON; send a JSON document.`),
  tooLarge: (address: string, limit: number) =>
    refusal('contractViolation', address, `The input of ${address} has more than ${limit} bytes; send less at a time.`),
  unknown: (address: string) =>
    refusal('unknownOperation', address, `This host does not serve ${address}; route it to a host that does.`),
  otherContract: (address: string, served: string, wanted: string) =>
    refusal(
      'unknownOperation',
      address,
      `This host serves ${address} by contract ${served}, the caller wants ${wanted}; route it to a host of that release.`,
    ),
} as const;

function refusal(code: CallErrorCode, address: string, message: string): CallError {
  return new CallError(code, address, message, { executed: 'no' });
}
