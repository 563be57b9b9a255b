export { room as next } from './ring-b.ts';
