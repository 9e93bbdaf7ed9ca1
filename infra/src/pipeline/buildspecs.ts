import { registry } from './names.ts';

/** What a build runs, phase by phase; it stops at the first command that fails. */
export interface Steps {
  readonly commands: readonly string[];
  /** Variables that later stages are given. */
  readonly exported?: readonly string[];
}

/** Every check that a developer has as well, then that no published contract is broken or changed, and that cdk-nag has no open finding. */
export const checks: Steps = {
  commands: ['npm ci', 'npm test', 'npx banyan contracts check', ...publishedBefore('HEAD^1'), 'npm run infra:synth'],
};

/** The same before a change is merged, against what is published where it goes. */
export function checksOfPullRequest(branch: string): Steps {
  return { commands: ['npm ci', 'npm test', 'npx banyan contracts check', ...publishedBefore(`origin/${branch}`), 'npm run infra:synth'] };
}

/** One image for each changed module, tagged with version and commit, and the release that they make. */
export const release: Steps = {
  commands: [
    'npm ci',
    'npm run infra:synth',
    `aws ecr get-login-password | docker login --username AWS --password-stdin ${registry}`,
    'docker buildx create --use',
    'RELEASE="$(npm run --silent release -- build)"',
    'export RELEASE',
  ],
  exported: ['RELEASE'],
};

/** Whether an environment can take a release; the report is in the log, what would change goes to who approves. */
export function gate(environment: string): Steps {
  return { commands: ['npm ci', `ANSWER="$(npm run --silent release -- check ${environment} --release "$ASKED")"`, 'eval "export $ANSWER"'], exported: ['RELEASE', 'SUMMARY'] };
}

/** Brings an environment to a release, or back. */
export function deployment(action: 'deploy' | 'roll-back', environment: string): Steps {
  return { commands: ['npm ci', `npm run --silent release -- ${action} ${environment} --release "$ASKED"`] };
}

function publishedBefore(commit: string): readonly string[] {
  return ['mkdir -p .banyan/before', `git archive ${commit} libs/contracts/published | tar -x -C .banyan/before`, 'npx banyan contracts check --published .banyan/before/libs/contracts/published'];
}
