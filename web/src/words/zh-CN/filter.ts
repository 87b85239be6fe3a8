import type { filter as english } from '../en/filter';

export const filter: typeof english = {
  intro: '各词须同时符合：',
  address: '地址、端口或两者',
  outcome: '结局，或由谁关闭',
  zeek: 'Zeek 连接状态',
  duration: '持续时间',
  time: '开始时间（秒）',
  finding: '出现的现象',
  outcomeExample: '服务器关闭',
  findings: {
    retransmission: ['重传'],
    fast_retransmission: ['快速重传'],
    spurious_retransmission: ['虚假重传'],
    out_of_order: ['乱序'],
    lost_segment: ['未捕获'],
    duplicate_ack: ['重复 ACK'],
    zero_window: ['零窗口'],
    window_full: ['窗口用完'],
    window_probe: ['窗口探测'],
    keep_alive: ['保活'],
    reused_ports: ['端口复用'],
    rst: ['RST'],
  },
};
