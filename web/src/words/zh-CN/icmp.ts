import type { icmp as english } from '../en/icmp';
import { no, the, zh } from './nouns';

const v4: (typeof english)['v4'] = {
  3: {
    name: '目的不可达',
    codes: {
      0: '网络不可达',
      1: '主机不可达',
      2: '协议不可达',
      3: '端口不可达',
      4: '需要分片',
      5: '源路由失败',
      6: '目的网络未知',
      7: '目的主机未知',
      8: '源主机被隔离',
      9: '网络被禁止',
      10: '主机被禁止',
      11: '该服务类型下网络不可达',
      12: '该服务类型下主机不可达',
      13: '被过滤规则禁止',
      14: '违反主机优先级',
      15: '优先级不足',
    },
  },
  4: { name: '源点抑制', codes: { 0: '请降低速率' } },
  5: {
    name: '重定向',
    codes: {
      0: '针对网络',
      1: '针对主机',
      2: '针对网络和服务类型',
      3: '针对主机和服务类型',
    },
  },
  11: { name: '超时', codes: { 0: '途中 TTL 耗尽', 1: '分片没有到齐' } },
  12: { name: '参数问题', codes: { 0: '某个字段有误', 1: '缺少选项', 2: '长度有误' } },
};

const v6: (typeof english)['v6'] = {
  1: {
    name: '目的不可达',
    codes: {
      0: '没有路由',
      1: '被过滤规则禁止',
      2: '超出源地址的作用域',
      3: '地址不可达',
      4: '端口不可达',
      5: '源地址不符合策略',
      6: '路由被拒绝',
      7: '源路由首部有误',
      8: '首部过长',
    },
  },
  2: { name: '包过大', codes: { 0: '需要分片' } },
  3: { name: '超时', codes: { 0: '途中跳数限制耗尽', 1: '分片没有到齐' } },
  4: {
    name: '参数问题',
    codes: { 0: '某个字段有误', 1: '下一个首部未知', 2: '选项未知', 3: '首部链不完整' },
  },
};

export const icmp: typeof english = {
  v4,
  v6,
  type: (p) => zh`类型 ${p.type}`,
  code: (p) => zh`代码 ${p.code}`,
  named: (p) => zh`${p.name}，${p.code}`,
  withMtu: (p) => zh`${p.code}，MTU ${p.mtu}`,
  end: (p) => the(p.who),
  from: (p) => zh`来自${p.source}`,
  more: (p) => zh`另有 ${p.n} 个`,
  row: (p) =>
    zh`${p.source}发给${the(p.to)}的 ICMP 差错` +
    (p.about === null ? '' : zh`，关于 ${no(p.about)}`) +
    zh`：${p.name}，${p.code}`,

  comesBack: (p) =>
    zh`${p.source}向${the(p.to)}发回 ICMP 差错` +
    (p.about === null ? '' : zh`，针对 ${no(p.about)}`) +
    zh`：${p.name}，${p.code}（类型 ${p.type}，代码 ${p.number}）。`,
  moreCame: (p) => zh`之后还有 ${p.n} 个 ICMP 差错。`,
  earlier: (p) =>
    zh`${p.source}的一个 ICMP 差错针对这一段：${p.name}，${p.code}。它出现在 ${no(p.after)} 之后。`,
  whileOpening: (p) =>
    zh`按 RFC 9293，${the(p.who)}可以继续尝试，因为差错可能是暂时的；许多协议栈在建立连接时会立即放弃` +
    '（RFC 5461）。',
  whileOpen: () => '它不会终止已建立的连接：差错可能是暂时的，也可能是伪造的（RFC 9293 3.9.2.2）。',
  tooBig: (p) =>
    p.mtu > 0
      ? zh`${the(p.who)}的包对下一段链路来说过大；不超过 ${p.mtu} 字节的包才能通过（路径 MTU 发现）。`
      : zh`${the(p.who)}的包对下一段链路来说过大，差错没有说明多大才能通过。`,
  quench: () => '源点抑制已废弃，TCP 会忽略它（RFC 6633）。',
  redirect: () => '只改变后续包的第一跳，连接继续。',
};
