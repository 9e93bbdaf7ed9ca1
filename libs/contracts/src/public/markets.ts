import { Type } from 'typebox';
import { Currency, MarketId } from '../values.ts';
import { endpoint } from './endpoint.ts';

const Market = Type.Object({ id: MarketId, name: Type.String(), currency: Currency }, { title: 'Market' });

export const listMarkets = endpoint({
  method: 'GET',
  path: '/markets',
  summary: 'The markets the shop sells in.',
  bearer: 'none',
  answer: { status: 200, body: Type.Object({ items: Type.Array(Market) }, { title: 'Markets' }) },
});
