export const room = 'ring-b';
