import { chromium } from './puppeteer';
import { walkIn } from './scenarios';

walkIn('chromium', chromium);
