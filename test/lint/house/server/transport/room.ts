export const room = 'transport';
