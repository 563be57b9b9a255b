export const room = 'session';
