import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { controlClient, type ControlClient } from './control-client.ts';
import { operatorClient, type OperatorClient } from './operator-client.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command can ask. */
export interface Reach {
  readonly control: ControlClient;
  /** @throws {CalledWrongly} if nothing says where the operator's listener is */
  operator(): OperatorClient;
}

/** Something about the call itself is wrong, and was seen only when it ran. */
export class CalledWrongly extends Error {
  override readonly name = 'CalledWrongly';
}

/**
 * How to reach the control API: as the flags say, else the environment, else the data folder of a shop that was started here. Its token
 * goes to its own address only.
 * @throws {CalledWrongly} if nothing says where it is, or with which token
 */
export function reachOf(flags: ReadonlyMap<string, string>, { environment, folder }: { readonly environment: Environment; readonly folder: string }): Reach {
  const kept = keptEnvironment(folder);
  const reachBy = (kind: 'CONTROL' | 'OPERATOR', url: string | undefined, token: string | undefined) => {
    const isElsewhere = (url ?? environment[`BANYAN_${kind}_URL`]) !== undefined;
    const value = (name: string) => environment[name] ?? (isElsewhere ? undefined : kept[name]);
    return { url: url ?? value(`BANYAN_${kind}_URL`) ?? '', token: token ?? value(`BANYAN_${kind}_TOKEN`) ?? '' };
  };
  const control = reachBy('CONTROL', flags.get('url'), flags.get('token'));
  if (!isAddress(control.url)) {
    const where = control.url === '' ? 'Nothing says where the control API is' : `'${control.url}' is no address`;
    throw new CalledWrongly(`${where}. Start a shop with npm start, set BANYAN_CONTROL_URL, or write --url http://127.0.0.1:4400`);
  }
  if (control.token === '') throw new CalledWrongly('There is no token for the control API. Set BANYAN_CONTROL_TOKEN, or write --token <token>');
  return {
    control: controlClient(control),
    operator: () => {
      const operator = reachBy('OPERATOR', undefined, undefined);
      if (isAddress(operator.url) && operator.token !== '') return operatorClient(operator);
      throw new CalledWrongly('Nothing says where the shop’s operator listens. Set BANYAN_OPERATOR_URL and BANYAN_OPERATOR_TOKEN; .banyan/operator.env has them where the shop was started.');
    },
  };
}

function keptEnvironment(folder: string): Environment {
  const file = join(folder, '.banyan', 'operator.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
