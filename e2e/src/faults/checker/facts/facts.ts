import * as kinds from '../../history/index.ts';
import type { EventOf, History, HistoryEvent, Plan } from '../../history/index.ts';
import { orderOfKey, type LedgerEntry } from '../witnesses/ledger-entry.ts';
import type { LaneEntry } from '../witnesses/lane-entry.ts';
import type { HeardRow, IntakeRow, OrderRow } from '../witnesses/order-rows.ts';
import type { MovementRow } from '../witnesses/stock-rows.ts';
import type { Witnesses } from '../witnesses/witnesses.ts';
import { groupBy } from './group.ts';
import { operationsOf, type Operation } from './operations.ts';
import { requestsOf, type Request } from './requests.ts';

/** A history and its witnesses, put so that each invariant finds what it needs at once. */
export interface Facts {
  readonly history: History;
  readonly witnesses: Witnesses;
  readonly plan: Plan | undefined;
  readonly requests: readonly Request[];
  /** By the order ids that shoppers were given. */
  readonly requestOfOrder: ReadonlyMap<string, Request>;
  readonly requestOfMark: ReadonlyMap<string, Request>;
  readonly submits: readonly Operation<typeof kinds.submit>[];
  readonly looks: readonly Operation<typeof kinds.status>[];
  readonly cancels: readonly Operation<typeof kinds.cancel>[];
  readonly counts: readonly Operation<typeof kinds.stock>[];
  readonly charges: readonly Operation<typeof kinds.charge>[];
  readonly faults: readonly Operation<typeof kinds.fault>[];
  readonly changeovers: readonly Operation<typeof kinds.changeover>[];
  readonly routeChanges: readonly Operation<typeof kinds.routeSet>[];
  readonly routeUses: readonly EventOf<typeof kinds.routeUsed>[];
  readonly drains: readonly Operation<typeof kinds.drain>[];
  readonly order: ReadonlyMap<string, OrderRow>;
  readonly intake: ReadonlyMap<string, IntakeRow>;
  readonly heard: ReadonlyMap<string, HeardRow>;
  readonly ordersOfMark: ReadonlyMap<string, readonly OrderRow[]>;
  readonly movementsOf: ReadonlyMap<string, readonly MovementRow[]>;
  readonly ledgerOf: ReadonlyMap<string, readonly LedgerEntry[]>;
  /** By lane, each in the sequence of its commits. */
  readonly lanes: ReadonlyMap<string, readonly LaneEntry[]>;
}

/** Puts the facts of a run together, in time proportional to their number. */
export function factsOf(history: History, witnesses: Witnesses): Facts {
  const { events } = history;
  const submits = operationsOf(kinds.submit, events);
  const requests = requestsOf(submits);
  return {
    history,
    witnesses,
    plan: events.find(isPlan),
    requests,
    requestOfOrder: new Map(requests.flatMap((request) => request.accepted.map(({ end }) => [end.orderId, request]))),
    requestOfMark: new Map(requests.map((request) => [request.mark, request])),
    submits,
    looks: operationsOf(kinds.status, events),
    cancels: operationsOf(kinds.cancel, events),
    counts: operationsOf(kinds.stock, events),
    charges: operationsOf(kinds.charge, events),
    faults: operationsOf(kinds.fault, events),
    changeovers: operationsOf(kinds.changeover, events),
    routeChanges: operationsOf(kinds.routeSet, events),
    routeUses: events.filter(isRouteUse),
    drains: operationsOf(kinds.drain, events),
    order: byOrder(witnesses.orders),
    intake: byOrder(witnesses.intake),
    heard: byOrder(witnesses.heard),
    ordersOfMark: groupBy(witnesses.orders.filter(({ mark }) => mark !== null), ({ mark }) => mark!),
    movementsOf: groupBy(witnesses.movements, ({ orderId }) => orderId),
    ledgerOf: groupBy(witnesses.ledger, orderOfEntry),
    lanes: groupBy(witnesses.lanes.toSorted((one, other) => one.position - other.position), ({ lane }) => lane),
  };
}

/** The request that an order's row comes from, by what the shopper wrote into it or the id that the shopper was given. */
export function requestOf(row: OrderRow, { requestOfMark, requestOfOrder }: Facts): Request | undefined {
  return row.mark === null ? requestOfOrder.get(row.orderId) : requestOfMark.get(row.mark);
}

const orderOfEntry = (entry: LedgerEntry) => orderOfKey(entry.kind === 'charge' ? entry.key : entry.chargeKey);
const byOrder = <R extends { readonly orderId: string }>(rows: readonly R[]) => new Map(rows.map((row) => [row.orderId, row]));
const isPlan = (event: HistoryEvent) => event.f === 'planned';
const isRouteUse = (event: HistoryEvent) => event.f === 'routeUsed';
