/** Where a host takes deferred calls: `{ calls: DeferredCall[] }`, answered by `{ acknowledged: Acknowledgement[] }`. It is both a message pattern and what a delivery is signed for. */
export const DELIVERIES = 'deliveries';
/** Where a host hears which calls have become durable at their consumers: `{ acknowledgements: Acknowledgement[] }`. */
export const ACKNOWLEDGEMENTS = 'acknowledgements';
