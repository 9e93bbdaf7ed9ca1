export { deploymentsTo, type Deployment, type Wanted } from './deployments.ts';
export { readEnvironments } from './environments.ts';
export { historyOf, type ContractHistory } from './history.ts';
export { publish } from './publish.ts';
export { PUBLISHED, readRegistry, textOf, fileOf } from './registry.ts';
export { workspaceContracts } from './workspace-contracts.ts';
