/** The ways to pay. The payment company behind this shop takes test cards only: no money moves. */
export const cards = [
  { token: 'tok_approved', name: 'Card ending 4242', hint: 'A test card that is approved' },
  { token: 'tok_slow', name: 'Card ending 3155', hint: 'A test card whose bank takes its time' },
  { token: 'tok_declined', name: 'Card ending 0002', hint: 'A test card that is declined' },
] as const;
