// The single script for other people's pages: registers <tcp-ladder>.
export { TcpLadder } from './tcp_ladder';
export { TcpStep } from './tcp_step';
