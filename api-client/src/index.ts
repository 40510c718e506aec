export type { Answer } from './answer.ts';
export type { components, paths } from './generated/api.ts';
