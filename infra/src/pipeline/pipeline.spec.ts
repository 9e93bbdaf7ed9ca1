import { beforeAll, describe, expect, it } from '@jest/globals';
import { delivery } from '../environments/delivery.ts';
import { synthesiseShared, type Template } from '../synthesised.ts';
import { buildSentences } from '../testing/build-sentences.ts';
import { pipelineSentences } from '../testing/pipeline-sentences.ts';
import { releaseStoreSentences } from '../testing/release-store-sentences.ts';
import { reviewSentences } from '../testing/review-sentences.ts';

const name = 'banyan-pipeline';

describe('the pipeline', () => {
  let read: Template | undefined;
  beforeAll(() => void (read = synthesiseShared().get(name)));
  pipelineSentences(() => read!);
  describe('its code', () => reviewSentences(() => read!));
  describe('its builds', () => buildSentences(() => read!));
  describe('its store of releases', () => releaseStoreSentences(() => read!));
});

describe('the pipeline of a repository at GitHub', () => {
  it('takes it by a connection, and has no repository of its own', () => {
    const connectionArn = 'arn:aws:codeconnections:eu-west-1:444444444444:connection/00000000-0000-0000-0000-000000000000';
    const { Resources } = synthesiseShared({ ...delivery, source: { kind: 'github', connectionArn, owner: 'example', repository: 'banyan', branch: 'main' } }).get(name)!;
    const types = Object.values(Resources).map(({ Type }) => Type);
    expect(types).not.toContain('AWS::CodeCommit::Repository');
    const sources = Object.values(Resources).filter(({ Type }) => Type === 'AWS::CodePipeline::Pipeline').map(({ Properties }) => (Properties as { readonly Stages: readonly [{ readonly Actions: readonly [{ readonly ActionTypeId: object; readonly Configuration: object }] }] }).Stages[0].Actions[0]);
    expect(sources.length).toBeGreaterThan(1);
    for (const { ActionTypeId, Configuration } of sources) {
      expect(ActionTypeId).toMatchObject({ Provider: 'CodeStarSourceConnection' });
      expect(Configuration).toMatchObject({ FullRepositoryId: 'example/banyan', BranchName: 'main', ConnectionArn: connectionArn });
    }
    expect(sources.filter(({ Configuration }) => (Configuration as { readonly DetectChanges?: boolean }).DetectChanges !== false)).toHaveLength(1);
  });
});
