import type { HostPlan } from './plan.ts';
import type { Secrets } from './secrets.ts';

/** The host of the operators' pages: it knows the control API, and nothing else of the shop. It is reached from this machine alone. */
export function planConsole({ port, controlUrl, secrets }: { readonly port: number; readonly controlUrl: string; readonly secrets: Secrets }): HostPlan {
  const url = `http://127.0.0.1:${port}`;
  const { CONTROL_VIEWER_TOKEN, CONSOLE_KEYS } = secrets;
  return { name: 'console', runs: 'console', url, readyUrl: `${url}/health/ready`, environment: { PORT: String(port), BIND: '127.0.0.1', CONTROL_URL: controlUrl, CONTROL_VIEWER_TOKEN, CONSOLE_KEYS } };
}
