export const room = 'files';
