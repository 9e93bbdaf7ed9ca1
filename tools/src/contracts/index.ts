export { candidatesFor, type Wanted } from './candidates.ts';
export { deploymentsTo, type Deployment } from './deployments.ts';
export { readEnvironments, writeEnvironment } from './environments.ts';
export { historyOf, type ContractHistory } from './history.ts';
export { publish } from './publish.ts';
export { recorded } from './recorded.ts';
export { PUBLISHED, readRegistry, textOf, fileOf } from './registry.ts';
export { workspaceContracts } from './workspace-contracts.ts';
