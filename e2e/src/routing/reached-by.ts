import type { FurtherHostSpec } from '@banyan/tools/start';

/** A host's settings with which it reaches others elsewhere than they are. @param ways target → address */
export function reachedBy(ways: Readonly<Record<string, string>>): NonNullable<FurtherHostSpec['settings']> {
  return ({ TARGETS = '{}' }) => ({ TARGETS: JSON.stringify({ ...(JSON.parse(TARGETS) as object), ...ways }) });
}
