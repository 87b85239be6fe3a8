// What the parts of the page say in Chinese, added to their English tables.
import { addChinese } from './own_words';
import { en as panel } from './en/wireshark';
import { zhCN as chinesePanel } from './zh-CN/wireshark';
import { en as census } from './en/endpoints';
import { zhCN as chineseCensus } from './zh-CN/endpoints';
import { en as page } from './en/page_states';
import { en as facts } from './en/flags';
import { zhCN as chineseFacts } from './zh-CN/flags';
import { zhCN as chinesePage } from './zh-CN/page_states';

addChinese(page, chinesePage);
addChinese(facts, chineseFacts);
addChinese(census, chineseCensus);
addChinese(panel, chinesePanel);
