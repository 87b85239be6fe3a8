import type { limit as english } from '../en/limit';
import type { Limit } from '../../model/insight';
import { zh } from './nouns';

const limits: Record<Limit, string> = {
  application: '应用程序',
  receiver_window: '接收方窗口',
  sender_buffer: '发送方缓冲',
  path_rate: '路径速率',
  loss: '丢包',
  slow_start: '慢启动',
  nagle_delayed_ack: 'Nagle 与延迟 ACK',
  unknown: '未知',
};

export const limit: typeof english = {
  limitedBy: (p) => zh`受限于${limits[p.limit]}`,
  names: limits,
  head: '受限于',
};
