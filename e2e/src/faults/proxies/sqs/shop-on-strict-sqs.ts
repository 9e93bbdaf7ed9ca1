import { bringInCatalogue } from '../../../catalogue.ts';
import { Operator } from '../../../operator.ts';
import { shopUnderTest, type ShopUnderTest } from '../../../shop-under-test.ts';
import { strictSqs, type StrictSqs } from './strict-sqs.ts';

/** A shop whose hosts reach their queues by the strict proxy. */
export interface ShopOnStrictSqs {
  readonly tested: ShopUnderTest;
  readonly operator: Operator;
  readonly sqs: StrictSqs;
  discard(): Promise<void>;
}

/** Starts one of which orders is split off by queues. @param seed repeats what happens by chance */
export async function shopOnStrictSqs(seed: number): Promise<ShopOnStrictSqs> {
  let proxy: Promise<StrictSqs> | undefined;
  let tested: ShopUnderTest | undefined;
  const discard = async () => {
    await tested?.discard();
    await (await proxy)?.close();
  };
  try {
    tested = await shopUnderTest({ split: ['orders'], via: 'sqs', replies: 'http' }, {}, async (plan) => {
      const { QUEUE_ENDPOINT: direct } = plan.environment;
      if (direct === undefined) return plan;
      proxy ??= strictSqs(direct, { seed });
      return { ...plan, environment: { ...plan.environment, QUEUE_ENDPOINT: (await proxy).url } };
    });
    const operator = new Operator(tested.shop);
    await bringInCatalogue(operator);
    return { tested, operator, sqs: await proxy!, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}
