// The element as a class. Importing it has no effect; define() registers it.
export { TcpLadder } from '../element/tcp_ladder';
export { TcpStep } from '../element/tcp_step';
export { define } from './registry';
