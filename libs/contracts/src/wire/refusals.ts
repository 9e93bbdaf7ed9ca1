import { CallError, type CallErrorCode } from '../define/index.ts';

/** The failure of a call whose handler has not run. */
export function refusal(code: CallErrorCode, address: string, message: string): CallError {
  return new CallError(code, address, message, { executed: 'no' });
}

/** Why a host does not run a call, whatever brought it. */
export const refusals = {
  late: (address: string) => refusal('deadlineExceeded', address, `The deadline had passed when ${address} arrived; ask again with more time.`),
  unknown: (address: string) => refusal('unknownOperation', address, `This host does not serve ${address}; route it to a host that does.`),
  otherContract: (address: string, served: string, wanted: string) =>
    refusal(
      'unknownOperation',
      address,
      `This host serves ${address} by contract ${served}, the caller wants ${wanted}; route it to a host of that release.`,
    ),
} as const;
