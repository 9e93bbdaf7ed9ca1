import { SQSClient } from '@aws-sdk/client-sqs';

/** Where SQS is. Who asks is found where the AWS SDK looks for credentials: environment, profile, task role. */
export interface SqsConnection {
  /** For example `eu-west-2`. */
  readonly region: string;
  /** Where it is not AWS itself: scheme, host and port. */
  readonly endpoint?: string;
}

const CONNECT_TIMEOUT = 2_000;
const ANSWER_TIMEOUT = 5_000;
const ATTEMPTS = 2;
const SOCKETS = 128;

/**
 * A client whose requests end within a known time: each is given up five seconds after SQS should have answered, and
 * tried twice, so that an SQS which is cut off or hangs is noticed.
 * @param expectedWait milliseconds that SQS may take of right, as a long poll does
 */
export function connect({ region, endpoint }: SqsConnection, expectedWait = 0): SQSClient {
  return new SQSClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint, useQueueUrlAsEndpoint: false }),
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT,
      requestTimeout: expectedWait + ANSWER_TIMEOUT,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: SOCKETS },
    },
  });
}
