/** The account and region in which images are made, for all environments. */
export const images = { account: '444444444444', region: 'eu-west-1' } as const;
