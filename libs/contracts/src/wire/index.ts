export { isNewerContract, isSameContract } from './contract-versions.ts';
export { ACKNOWLEDGEMENTS, DELIVERIES } from './destinations.ts';
export { refusal, refusals } from './refusals.ts';
export { grantOverride, OVERRIDE_LIFE, overrideOf, type GrantedOverride } from './route-override.ts';
export { openCall, sealCall, SealedCall, type OpenCall, type SealTime } from './sealed-call.ts';
export { CLOCK_SKEW, QUEUED_SIGNATURE_LIFE, SIGNATURE_LIFE, signPrincipal, verifyPrincipal, type Signed } from './signed-principal.ts';
export { isVouchedFor, vouchFor } from './vouched-context.ts';
export { decodeFailure, encodeFailure } from './wire-failure.ts';
export { openText, signText } from './signed-text.ts';
