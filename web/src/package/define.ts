// Importing this registers <tcp-ladder>.
import { define } from './element';

export { TcpLadder, TcpStep } from './element';

define();
