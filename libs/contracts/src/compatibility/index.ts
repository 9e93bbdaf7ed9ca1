export { compareContracts } from './compare-contracts.ts';
export { environmentViolations, type Environment } from './environment.ts';
export { isBreak, type Finding } from './finding.ts';
export { judgeChange, type Change } from './judge-change.ts';
export { judgeDeployment, type Candidate, type Encounter } from './judge-deployment.ts';
export { publishedContractViolations, type PublishedContract, type PublishedError, type PublishedEvent, type PublishedOperation } from './published-contract.ts';
export { compareVersions } from './semantic-version.ts';
