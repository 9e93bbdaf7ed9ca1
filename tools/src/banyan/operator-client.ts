import { ask, type Reply } from './ask.ts';

/** The operator's way into a shop's operations. */
export interface OperatorClient {
  /**
   * Calls an operation where an override has it answered.
   * @returns what came back, and whether the listener has taken the override
   * @throws {Unreachable}
   */
  call(address: string, input: unknown, override: string): Promise<Pick<Reply, 'status' | 'body'> & { readonly overridden: boolean }>;
}

export function operatorClient({ url, token }: { readonly url: string; readonly token: string }): OperatorClient {
  return {
    call: async (address, input, override) => {
      const { status, body, headers } = await ask('The shop’s operator', {
        method: 'POST',
        url: `${url.replace(/\/+$/, '')}/operator/v1/operations/${encodeURIComponent(address)}`,
        token,
        headers: { 'banyan-override': override },
        body: input,
      });
      return { status, body, overridden: headers.get('banyan-override') === 'taken' };
    },
  };
}
