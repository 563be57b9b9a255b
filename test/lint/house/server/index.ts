export const room = 'server/index';
