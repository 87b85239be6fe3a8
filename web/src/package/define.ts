// Importing this registers <tcp-ladder>.
import { define } from './element';

export { TcpLadder } from './element';

define();
