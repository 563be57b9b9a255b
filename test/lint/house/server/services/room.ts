export const room = 'services';
