import type { insight as english } from '../en/insight';
import { bytes as size, digits, exactBytes } from '../../base/format';
import type { IdleTimer, ResetEvidence } from '../../model/insight';
import { limit as facts } from './limit';
import { list, no, share, span, the, zh } from './nouns';
import { punctuation } from './punctuation';

const fields: Record<ResetEvidence, string> = {
  ttl: '跳数',
  ip_id: 'IP 标识',
  df: '禁止分片',
  window: '窗口',
  options: '时间戳',
  sequence: '序号',
  timing: '到达时间',
  copies: '副本',
  goes_on: '之后',
};

const traits: Record<ResetEvidence, string> = {
  ...fields,
  df: '禁止分片位',
};

const timers: Record<IdleTimer['name'], string> = {
  server_keep_alive: 'Apache httpd 和 Node.js 默认的保活超时',
  proxy_read: 'nginx 默认的读超时、AWS 应用负载均衡默认的空闲超时',
  nginx_keep_alive: 'nginx 默认的保活超时',
  azure_load_balancer: 'Azure 负载均衡和 NAT 网关默认的空闲超时',
  big_ip: 'F5 BIG-IP 默认的空闲超时',
  aws_nat: 'AWS NAT 网关和网络负载均衡的空闲超时',
  google_cloud: 'Google Cloud 防火墙和负载均衡的空闲超时',
  ipvs: 'Linux IPVS 默认的超时',
  google_cloud_nat: 'Google Cloud NAT 默认的空闲超时',
  firewall: 'Cisco ASA、FortiGate 和 Palo Alto 防火墙默认的空闲超时',
  tcp_keep_alive: 'TCP 默认的保活时间（RFC 9293）',
  nat: 'RFC 5382 允许 NAT 采用的最短空闲超时',
  kube_proxy: 'kube-proxy 默认的连接跟踪超时',
  conntrack: 'Linux 连接跟踪（netfilter）默认的超时',
};

const seq = (mark: { found: number; usual: number }) => (mark.found - mark.usual) | 0;

const resets: typeof english.resets = {
  notByEnd: (p) => zh`${p.kind === 'FIN' ? `FIN ${no(p.row)}` : no(p.row)}不是${the(p.end)}发的`,
  byEnd: (p) => zh`没有迹象表明${no(p.row)}不是${the(p.end)}发的`,
  untold: (p) => zh`无法判断${no(p.row)}是谁发的`,
  against: {
    ttl: (m) => zh`它经过${m.found}跳，而${the(m.end)}的报文段经过${digits(m.usual)}跳`,
    ip_id: (m) => zh`它的 IP 标识${digits(m.found)}接不上${the(m.end)}最近的${digits(m.usual)}`,
    df: (m) =>
      m.found
        ? zh`它禁止分片，而${the(m.end)}的其他报文段允许`
        : zh`它允许分片，而${the(m.end)}的其他报文段禁止`,
    window: (m) => zh`它的窗口${digits(m.found)}与${the(m.end)}的不符，后者至多${digits(m.usual)}`,
    options: (m) =>
      m.found
        ? zh`它的时间戳${digits(m.found)}不在${the(m.end)}的时钟上`
        : zh`它没有时间戳，而${the(m.end)}每段都带`,
    sequence: (m) =>
      zh`它的序号比${the(m.end)}的下一个序号${seq(m) < 0 ? '小' : '大'} ${Math.abs(seq(m))}`,
    timing: (m) =>
      zh`它在所确认的报文段之后${span(m.found / 1e9)}就到，而${the(m.end)}的应答至少要${span(m.usual / 1e9)}`,
    copies: (m) => zh`同时到了${m.found}个，而一个协议栈只发${digits(m.usual)}个`,
    goes_on: (m) => zh`${the(m.end)}在${no(m.found)}里照常继续`,
  },
  agrees: (p) =>
    zh`${list(p.fields.map((name) => traits[name]))}与${the(p.end)}的另外${p.compared}段一致`,
  nothingDiffers: (p) => zh`它与${the(p.end)}的另外${p.compared}段没有差别`,
  nothingToCompare: (p) => zh`没有捕获到${the(p.end)}的其他报文段可比`,
  tooLittle: (p) => zh`不利于${the(p.end)}的迹象太少，不足以判断`,
  others: (p) => zh`此连接还有${p.n}个复位`,
  evidence: '依据',
  timer: (p) =>
    zh`它在空闲${span(p.idle)}之后到达，与${timers[p.timer]}（${span(p.seconds)}）相符；这不是证明。`,
  taken: {
    yes: (p) => zh`${the(p.peer)}接受了它。`,
    no: (p) => zh`${the(p.peer)}没有接受它。`,
    unknown: (p) => zh`无法判断${the(p.peer)}是否接受了它。`,
  },
  title: '谁发的',
  heads: {
    field: '字段',
    found: '本段',
    usual: (p) => zh`它的另外${p.n}段`,
    says: '说明什么',
  },
  fields,
  meaning: {
    ttl: { against: '与其他段路径不同', agrees: '路径相同', nothing: '无' },
    ip_id: {
      against: '不是同一主机的计数',
      agrees: '同一主机的计数',
      nothing: '无：没有可比的规律',
    },
    df: { against: '发送习惯不同', agrees: '发送习惯相同', nothing: '无' },
    window: {
      against: '与通告的不符',
      agrees: '与之前通告的一致',
      nothing: '无：复位可以不通告窗口',
    },
    options: {
      against: '不是这一端的时钟',
      agrees: '在这一端的时钟上',
      nothing: '无：复位可以不带',
    },
    sequence: {
      against: '不是这一端会用的序号',
      agrees: '符合预期；看得见路径的人都知道它',
      nothing: '无',
    },
    timing: {
      against: '早于这一端可能的应答',
      agrees: '与这一端的应答一样晚',
      nothing: '无：它没有应答新的报文段',
    },
    copies: { against: '多于一个协议栈所发', agrees: '一个', nothing: '无' },
    goes_on: { against: '这一端不知道有复位', agrees: '复位后沉默', nothing: '无' },
  },
  marks: { against: '不利', agrees: '一致', nothing: '无说明' },
  count: (p) =>
    zh`${p.against}项不利于${the(p.end)}，${p.agrees}项一致，${p.nothing}项不能说明什么。`,
  cells: {
    after: (p) => zh`在${no(p.row)}里继续`,
    set: '置位',
    unset: '未置位',
    none: '无',
    exactly: (p) => span(p.seconds),
    least: (p) => zh`${span(p.seconds)}或更久`,
    atMost: (p) => zh`至多${digits(p.n)}`,
    last: (p) => zh`最近${digits(p.n)}`,
    off: (p) => (p.n === 0 ? '下一个' : zh`比下一个${p.n < 0 ? '小' : '大'} ${Math.abs(p.n)}`),
  },
};

const grows = (p: { leastRoundTrip: number; mostRoundTrip: number }) =>
  p.leastRoundTrip > 0 && p.mostRoundTrip >= 1.5 * p.leastRoundTrip
    ? zh`，往返从${span(p.leastRoundTrip)}增到${span(p.mostRoundTrip)}，说明有排队`
    : '';

const limit: typeof english.limit = {
  ...facts,
  sentences: {
    application: (p) => zh`${share(p.time, p.of)}，${the(p.who)}的程序没有数据可发`,
    receiver_window: (p) =>
      zh`${share(p.time, p.of)}，${the(p.who)}在等${the(p.peer)}的窗口` +
      (p.zeroWindow > 0 ? zh`，其中${span(p.zeroWindow)}窗口为 0` : ''),
    sender_buffer: (p) =>
      zh`${share(p.time, p.of)}，受${the(p.who)}的发送缓冲限制：在途数据从不超过${exactBytes(p.mostFlight)}` +
      (p.mostWindow > 0 ? zh`，而窗口允许${size(p.mostWindow)}` : ''),
    path_rate: (p) =>
      zh`${share(p.time, p.of)}，路径已满：到${the(p.peer)}每秒${size(Math.round(p.rate))}` +
      grows(p),
    loss: (p) => zh`${share(p.time, p.of)}，${the(p.who)}在补发，或只能用丢包后留下的小窗口发送`,
    slow_start: (p) =>
      zh`${share(p.time, p.of)}，${the(p.who)}处于慢启动：在途数据从${exactBytes(p.firstFlight)}增到${exactBytes(p.mostFlight)}`,
    nagle_delayed_ack: (p) =>
      zh`${share(p.time, p.of)}，${the(p.who)}的短报文段在等${the(p.peer)}延迟的 ACK（Nagle 算法）`,
    unknown: (p) => zh`${share(p.time, p.of)}，无法判断什么限制了${the(p.who)}的数据`,
  },
  handshakeMissing: '没有捕获到握手，不知道捕获点在哪里',
  placeUnclear: '抓包看不出捕获点在哪里',
  longWait: (p) => zh`其中${span(p.time)}是一次等待，直到${no(p.row)}`,
};

export const insight: typeof english = { limit, punctuation, resets };
