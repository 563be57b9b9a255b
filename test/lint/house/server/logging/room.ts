export const room = 'logging';
