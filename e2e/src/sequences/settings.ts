/** How many random sequences are played in each placement, and which: `BANYAN_SEQUENCES`, `BANYAN_SEED`. */
export const sequenceCount = Number(process.env['BANYAN_SEQUENCES'] ?? 25);
export const seed = Number(process.env['BANYAN_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
