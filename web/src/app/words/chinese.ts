// What the parts of the page say in Chinese, added to their English tables.
import { addChinese } from '../../i18n/own_words';
import { en as panel } from '../../panel/words/en';
import { zhCN as chinesePanel } from '../../panel/words/zh-CN';
import { en as census } from './census/en';
import { zhCN as chineseCensus } from './census/zh-CN';
import { en as page } from './en';
import { en as facts } from './facts/en';
import { zhCN as chineseFacts } from './facts/zh-CN';
import { zhCN as chinesePage } from './zh-CN';

addChinese(page, chinesePage);
addChinese(facts, chineseFacts);
addChinese(census, chineseCensus);
addChinese(panel, chinesePanel);
