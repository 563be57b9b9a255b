export const room = 'discovery';
