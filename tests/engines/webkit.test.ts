import { webkit } from './webkit';
import { walkIn } from './scenarios';

walkIn('webkit', webkit);
