export const room = 'renderer/page';
