import { firefox } from './puppeteer';
import { walkIn } from './scenarios';

walkIn('firefox', firefox);
