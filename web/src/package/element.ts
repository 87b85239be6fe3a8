// The element as a class: importing it has no effect, define() registers it.
export { TcpLadder } from '../element/tcp_ladder';
export { TcpStep } from '../element/tcp_step';
export { define } from './registry';
