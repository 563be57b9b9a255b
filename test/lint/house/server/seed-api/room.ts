export const room = 'seed-api';
