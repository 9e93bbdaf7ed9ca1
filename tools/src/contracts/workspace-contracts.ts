import type { PublishedContract } from '@banyan/contracts/compatibility';
import { contracts } from '../api-documents/contracts.ts';
import { publishedModule } from './published-module.ts';
import { publishedShop } from './published-shop.ts';

/** Every contract as this workspace has it now: the modules', and the shoppers' API as `shop`. */
export function workspaceContracts(): PublishedContract[] {
  return [publishedShop(), ...contracts.map((contract) => publishedModule(contract, contracts))];
}
