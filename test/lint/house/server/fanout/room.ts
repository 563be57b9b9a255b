export const room = 'fanout';
