export { openCall, sealCall, SealedCall, type OpenCall, type SealTime } from './sealed-call.ts';
export { CLOCK_SKEW, QUEUED_SIGNATURE_LIFE, SIGNATURE_LIFE, signPrincipal, verifyPrincipal, type Signed } from './signed-principal.ts';
export { decodeFailure, encodeFailure } from './wire-failure.ts';
