export { TcpLadder, TcpStep } from './element.js';
export type { LoadDetail, SelectDetail, TcpLadderEventMap } from './element.js';
