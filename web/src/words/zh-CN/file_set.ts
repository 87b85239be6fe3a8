import { duration } from '../../base/format';
import type { fileSet as english } from '../en/file_set';
import { zh } from './nouns';

export const fileSet: typeof english = {
  relations: {
    pieces: ({ names }) =>
      zh`${names.length} 个文件按时间顺序作为同一次抓包的各部分读取：${names.join('、')}`,
    copies: ({ names }) =>
      zh`${names.length} 个文件的数据包相同，只读取第一个：${names.join('、')}`,
    taps: ({ names }) =>
      zh`同一流量的两份捕获，叠放显示：${names.join('、')} 在不同的时刻有相同的报文段`,
    overlapping: ({ names }) => zh`${names.length} 个文件覆盖同一段时间，不是同一次抓包的各部分`,
    apart: ({ names }) =>
      zh`${names.length} 个文件来自不同的链路或不同的时间，不是同一次抓包的各部分`,
  },
  interfaces: ({ names }) => zh`此捕获的两个接口 ${names[0]} 和 ${names[1]} 有相同的报文段`,
  gap: (p) =>
    zh`${p.before} 的最后一个数据包与 ${p.after} 的第一个数据包相隔 ${duration(p.seconds)}`,
  withoutPackets: ({ names }) => zh`没有数据包：${names.join('、')}`,
  name: (p) => zh`${p.n} 个文件`,
  choose: '显示',
  together: '合并为一次抓包',
  laidOver: '两份叠放',
};
