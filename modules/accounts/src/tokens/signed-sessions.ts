import { errors, jwtVerify, SignJWT } from 'jose';
import type { Sessions } from '../ports/sessions.ts';
import type { KeyRing } from '@banyan/contracts/key-ring';

const algorithm = 'HS256';
const issuer = 'banyan:accounts';
const audience = 'banyan:shop';
const lifetimeSeconds = 12 * 60 * 60;

/** Sessions as signed JWTs that hold for twelve hours; nothing is stored, so none can be taken back sooner. */
export function signedSessions(keys: KeyRing, now: () => Date): Sessions {
  return {
    async issue(customerId) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const expiresAt = issuedAt + lifetimeSeconds;
      const token = await new SignJWT()
        .setProtectedHeader({ alg: algorithm, kid: keys.first.id })
        .setSubject(customerId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(keys.first.secret);
      return { customerId, token, expiresAt: instantOf(expiresAt) };
    },

    async identify(token) {
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            const key = keys.find(kid ?? '');
            if (!key) throw new errors.JWKSNoMatchingKey();
            return key.secret;
          },
          { algorithms: [algorithm], issuer, audience, requiredClaims: ['sub', 'iat', 'exp'], currentDate: now() },
        );
        return payload.sub === undefined || payload.exp === undefined
          ? { kind: 'invalid' }
          : { kind: 'valid', customerId: payload.sub, expiresAt: instantOf(payload.exp) };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return { kind: 'expired' };
        if (error instanceof errors.JOSEError) return { kind: 'invalid' };
        throw error;
      }
    },
  };
}

const instantOf = (epochSeconds: number) => new Date(epochSeconds * 1000).toISOString();
