export { TcpLadder } from './element.js';
export type { LoadDetail, SelectDetail } from './element.js';
