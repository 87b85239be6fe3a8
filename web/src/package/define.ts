// Importing this module registers <tcp-ladder>.
import { define } from './element';

export { TcpLadder, TcpStep } from './element';

define();
