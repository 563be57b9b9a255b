export const room = 'events';
