import type { options as english } from '../en/options';
import { zh } from './nouns';

export const options: typeof english = {
  names: {
    end_of_options: '选项结束',
    no_operation: '空操作',
    mss: 'MSS',
    window_scale: '窗口扩大因子',
    sack_permitted: '允许 SACK',
    sack: 'SACK',
    echo: '回显',
    echo_reply: '回显应答',
    timestamps: '时间戳',
    partial_order_permitted: '允许部分有序',
    partial_order_profile: '部分有序服务',
    cc: 'CC',
    cc_new: 'CC.NEW',
    cc_echo: 'CC.ECHO',
    alternate_checksum_request: '请求替代校验和',
    alternate_checksum_data: '替代校验和数据',
    md5_signature: 'MD5 签名',
    scps_capabilities: 'SCPS 能力',
    selective_nack: '选择性否定确认',
    record_boundary: '记录边界',
    corruption_experienced: '遇到损坏',
    quick_start_response: 'Quick-Start 应答',
    user_timeout: '用户超时',
    authentication: 'TCP-AO',
    mptcp: 'MPTCP',
    fast_open: 'Fast Open',
    encryption_negotiation: '加密协商',
    accurate_ecn_0: 'AccECN 顺序 0',
    accurate_ecn_1: 'AccECN 顺序 1',
    experiment_1: '实验 1',
    experiment_2: '实验 2',
  },
  faults: {
    badLength: ({ name, kind, length, least, most }) =>
      zh`${name}（类型 ${kind}）的长度是 ${length}；规范要求 ${least === most ? String(least) : `${least}–${most}`}：`,
    doesNotFit: ({ name, kind, length }) =>
      zh`${name}（类型 ${kind}）的长度 ${length} 与内容不符：`,
    pastTheEnd: ({ name, kind, length, left }) =>
      zh`${name}（类型 ${kind}）的长度是 ${length}，但 ${left} 字节后首部就结束了：`,
    notCaptured: ({ name, kind, length, left }) =>
      zh`${name}（类型 ${kind}）的长度是 ${length}，其中捕获到 ${left} 字节：`,
    noLength: ({ name, kind, byte }) =>
      zh`${name}（类型 ${kind}）的长度 ${byte} 不可能正确，其余部分没有读取：`,
    lengthMissing: ({ name, kind }) => zh`${name}（类型 ${kind}）缺少长度字节：`,
    afterTheEnd: '选项结束之后还有非零字节：',
  },
  unknown: (kind) => zh`选项 ${kind}`,
};
