export const room = 'server/app';
