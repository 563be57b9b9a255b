export const room = 'storage';
