import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { BatchResultErrorEntry, Message } from '@aws-sdk/client-sqs';

/** One entry of a batch, of whichever action. */
export interface Entry {
  readonly Id: string;
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/** What is looked at of a request's JSON; everything else passes unseen. */
export interface Input {
  readonly QueueUrl?: string;
  readonly Entries?: readonly Entry[];
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
  readonly MaxNumberOfMessages?: number;
  readonly WaitTimeSeconds?: number;
  readonly ReceiveRequestAttemptId?: string;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/** A request as it came. */
export interface Asked {
  /** `SendMessage`. */
  readonly action: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly input: Input;
}

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly text: string;
}

/** What SQS says of the entries of a batch. */
export interface BatchOutcome {
  readonly Successful?: readonly { readonly Id?: string }[];
  readonly Failed?: readonly BatchResultErrorEntry[];
}

/** What SQS says when it is asked for messages. */
export interface Received {
  readonly Messages?: readonly Message[];
}

const json = { 'content-type': 'application/x-amz-json-1.0' };

/** An answer with something in it. */
export function answerOf(content: object): Answer {
  return { status: 200, headers: json, text: JSON.stringify(content) };
}

/** Something that SQS does not do, and why. */
export class Refusal {
  readonly code: string;
  readonly message: string;
  readonly whose: 'Sender' | 'Receiver';

  constructor(code: string, message: string, whose: 'Sender' | 'Receiver' = 'Sender') {
    this.code = code;
    this.message = message;
    this.whose = whose;
  }

  /** As the answer to a request. */
  get answer(): Answer {
    const headers = { ...json, 'x-amzn-query-error': `${this.code};${this.whose}` };
    return { status: this.whose === 'Sender' ? 400 : 500, headers, text: JSON.stringify({ __type: `com.amazonaws.sqs#${this.code}`, message: this.message }) };
  }

  /** As the outcome of one entry of a batch. */
  entry(Id: string): BatchResultErrorEntry {
    return { Id, Code: this.code, Message: this.message, SenderFault: this.whose === 'Sender' };
  }
}

/** Whether a queue keeps the order of its groups. */
export function isFifo(queue: string | undefined): boolean {
  return queue?.endsWith('.fifo') ?? false;
}
