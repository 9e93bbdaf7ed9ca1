import { describe, expect, it } from '@jest/globals';
import { passOn } from './pass-on.ts';

function chat(...answers: readonly number[]) {
  const texts: string[] = [];
  return { texts, world: { post: async ({ text }: { readonly text: string }) => (texts.push(text), answers[texts.length - 1] ?? 200) } };
}
const alarm = (more: object) => ({ Subject: 'ALARM', Message: JSON.stringify({ AlarmName: 'banyan-production-shoppers-cannot-order', AlarmDescription: 'Shoppers’ orders are refused.', NewStateValue: 'ALARM', NewStateReason: 'Threshold crossed.', Region: 'EU (Ireland)', Trigger: {}, ...more }) });

describe('passing alarms to chat', () => {
  it('says state, name, place, description and reason', async () => {
    const { texts, world } = chat();
    await passOn([alarm({})], world);
    expect(texts).toEqual(['🔴 *banyan-production-shoppers-cannot-order* (EU (Ireland))\nShoppers’ orders are refused.\nThreshold crossed.']);
  });

  it('says when it is over, without the reason', async () => {
    const { texts, world } = chat();
    await passOn([alarm({ NewStateValue: 'OK' })], world);
    expect(texts).toEqual(['🟢 *banyan-production-shoppers-cannot-order* (EU (Ireland))\nShoppers’ orders are refused.']);
  });

  it.each([['text', 'Backup job failed'], ['JSON of another kind', '{"jobId":"1"}'], ['JSON that is no object', 'null']])('passes on a notice that is %s as it is', async (_what, Message) => {
    const { texts, world } = chat();
    await passOn([{ Subject: 'AWS Backup', Message }], world);
    expect(texts).toEqual([`AWS Backup\n${Message}`]);
  });

  it('cuts what is too long for a chat', async () => {
    const { texts, world } = chat();
    await passOn([{ Message: 'x'.repeat(9_000) }], world);
    expect(texts[0]).toHaveLength(1_500);
  });

  it('fails when the chat does not take it, so that it comes again', async () => {
    const { texts, world } = chat(200, 500);
    await expect(passOn([alarm({}), alarm({}), alarm({})], world)).rejects.toThrow('The chat answered 500');
    expect(texts).toHaveLength(2);
  });
});
