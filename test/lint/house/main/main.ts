export const room = 'main/main';
