import type { command as english } from '../en/command';
import { count, zh } from './nouns';

export const command: typeof english = {
  usage: (p) => `用法：tcp-ladder COMMAND FILE... [OPTION...]

画出抓包中的一个 TCP 连接：pcap、pcapng、snoop 或 Network Monitor，也可以用 gzip、zstd 或
LZ4 压缩；还可以是 packetdrill 脚本，或 tcpdump、tshark 的输出。"-" 表示从标准输入读取：
tcpdump -nn -r x.pcap | tcp-ladder text -
多个文件若是同一次抓包的各部分，则按时间顺序合并读取。同一流量的两份捕获叠放显示：
每个报文段在哪里见到、在哪里丢失，以及用了多久。

命令
  svg, text, mermaid, json, csv   以该格式写出连接
  list                            抓包中发生了什么，以及其中的连接，每行一个
  script                          把连接写成 packetdrill 脚本
  diff                            两个连接（同一抓包或两个抓包）有何不同，哪些报文段相对应
  bytes                           两端各自发送的字节，按序号排列
  pcap                            解压后的抓包，或脚本中的包，写成文件；带 --stream 或 --note 时写成
                                  pcapng，保留原有注释
  check                           只检查 --expect 列出的内容；未用 --stream 选定时检查所有连接
  share                           已匿名的 pcap：文档专用地址，不含负载，时间从固定时刻开始
  link                            同样的内容放在链接里，打开时无需下载其他内容

选项
  --stream N          使用哪个连接，编号与列表相同，即 Wireshark 的 tcp.stream（第一个）；
                      diff 在每个文件后写一个，或在一个文件后写两个
  --local END         script：脚本测试的一端，server 或 client（server）
  --part PART         all、handshake、data、teardown，或从 1 数起的报文段 A-B（all）
  --lang LANG         语言：${p.languages.join('、')}（en）
  --numbers KIND      relative 或 absolute：相对或绝对序号（relative）
  --view VIEW         svg、csv：ladder 或 curves（ladder）
  --dir END           curves：画谁发的数据，client 或 server（发得多的一端）
  --time A-B          curves：连接中的哪几秒（全部）
  --moments KIND      单个捕获的时刻：captured（按捕获）或 ends（按两端估计）（captured）
  --by-interface      叠放同一捕获中的两个接口
  --title TEXT        图形自身标题之上的标题
  --width N           SVG 的像素（912），文本的列数（终端的列数，或 80）
  --theme THEME       svg：auto、light 或 dark（auto：跟随查看者的设置）
  --id PREFIX         svg：每个 id 的前缀，用于一页中有多个图形时
  --ascii             text：线条只用 ASCII 字符
  --as FORMAT         list：text、csv 或 json；diff：text 或 json；bytes：text、hex 或 raw，raw 需要 --from 和 -o（text）
  --expect LIST       列出的内容须全部成立：outcome=SF,closer=server,retransmissions<=2
  --keep LIST         share、link：保留 addresses、times、path（TTL、DSCP、IP 标识）
  --replace-ports     share、link：替换端口
  --cut-payload       share、link：截去负载，而不是以 0 填充
  --payload PATTERN   list：只列负载含有它的连接；TEXT、"TEXT"（可用 \\n、\\xNN）或 /HEX/
  --note TEXT         pcap：给整个抓包加注释；写成 N=TEXT 时加在报文段 N 上；可重复
  --from END          bytes：只写 client 或 server 发送的（两者）
  --page ADDRESS      link：要打开的页面
  -o, --output FILE   写入 FILE，而不是标准输出
  --help, --version

--expect 的键
  outcome      Zeek 的 conn_state（SF、S0、REJ …）或结局的名称（closed_by_server、refused、
               reset_by_client、half_open、still_open …）
  closer       client、server、both、none：谁先发送 FIN 或 RST
  opening      three_way、simultaneous、fast_open、half_open、unanswered、refused …
  client-state, server-state   最后一个报文段之后：CLOSED、TIME-WAIT、ESTABLISHED …
  time-wait    client、server、both、none：谁在最后等待 2MSL
  port-reuse   timestamp、number、risky、none：以什么区分 TIME-WAIT 端口上的 SYN 与旧报文段
  stall-cause  zero_window、retransmission、acknowledgment、idle、none：最长停顿的原因
  stall、idle（结束之前）、half-closed、initial-rtt、server-rtt、client-rtt：秒
  syn-retries, syn-ack-retries, data-retries, fin-retries, keep-alive-retries, window-probe-retries
  paired、lost-between、lost-behind、missed、duplicate、outside、unexplained：
               两份捕获中各有多少报文段
  segments、payload、retransmissions、duration（秒），以及 Wireshark 标记的报文段数：
  zero_window、duplicate_ack、lost_segment、out_of_order、keep_alive …
  名称用 = 和 != 比较，数值还可以用 < <= > >=。

退出状态
  0 成功   1 有一项期望不成立   2 用法错误   3 文件被拒绝
  4 抓包中没有可读的 TCP 报文段

流编号和标记与 Wireshark 一致，以 4.6.9 版核对。若一个流中有多个连接，第二个写作 3.2。
`,
  wrongUsage: (p) => `${p.problem}（tcp-ladder --help）`,
  commandMissing: '缺少命令',
  fileMissing: '缺少文件',
  byInterface: '用 --by-interface 叠放',
  noInterfaces: (p) => zh`${p.file}：没有两个接口看到相同的流量`,
  nameOne: '请只指定一个',
  diffNeeds: 'diff 需要两个文件，或一个文件和两个编号：diff A --stream 0 B --stream 3',
  checkNeedsExpect: 'check 需要 --expect',
  listTakesNoExpect: 'list 列出所有连接；--expect 只针对一个连接',
  captureNeedsOutput: (p) => zh`${p.command} 写出抓包文件：请用 -o 指定文件`,
  rawNeeds: '--as raw 写出一端发送的字节：请用 --from 指定一端，用 -o 指定文件',
  patternOf: '--payload 必须是 TEXT、"TEXT" 或 /HEX/，1 至 256 字节',
  noPayload: '文本没有负载；叠放的两份抓包不读取负载',
  notesNeedOne: '备注只能写入一份抓包，不能写入叠放的两份',
  pcapNeedsOne: 'pcap 只能写出一份抓包的数据包，不能写出叠放的两份',
  foundHead: '所在',
  foundIn: (p) => zh`#${p.step}，${p.end === 0 ? '客户端' : '服务器'}`,
  bytesLacking: (p) =>
    zh`${p.direction}：${count(p.length)} 字节中有 ${count(p.lacking)} 字节不在抓包中`,
  theCommand: '命令',
  oneOf: (p) => zh`${p.what}必须是 ${p.known.join('、')} 之一`,
  wholeNumber: (p) => zh`${p.what}必须是不小于 ${p.least} 的整数`,
  partOf: (p) => zh`--part 必须是 ${p.known.join('、')} 之一，或从 1 数起的报文段 A-B`,
  curvesAs: '--view curves 只用于 svg 和 csv',
  timeOf: '--time 必须是两个秒数 A-B，后一个更大',
  idOf: '--id 必须以字母或 _ 开头，只含字母、数字、- 和 _',
  unknownOption: (p) => zh`没有选项 ${p.option}`,
  valueMissing: (p) => zh`${p.option} 需要一个值`,
  takesNoValue: (p) => zh`${p.option} 不带值`,

  expected: {
    shape: (p) => zh`--expect ${p.item}：请写 KEY=VALUE`,
    nameOperator: (p) => zh`--expect ${p.item}：名称用 = 或 != 比较`,
    value: (p) => zh`--expect ${p.item}：${p.key} 必须是 ${p.known.join('、')} 之一`,
    unknownKey: (p) => zh`--expect ${p.item}：没有键 ${p.key}；可用的有 ${p.known.join('、')}`,
    number: (p) => zh`--expect ${p.item}：请写一个数`,
  },
  unmet: (p) =>
    zh`期望 ${p.expected}，实际为 ${p.found}` +
    (p.others.length > 0 ? `（${p.others.join('、')}）` : ''),

  ofConnection: (p) => `连接 ${p.connection}：${p.failure}`,
  failed: (p) => `${p.of} 个连接中有 ${p.failed} 个不符合全部期望`,

  standardInput: '标准输入',
  isFolder: (p) => zh`${p.file} 是文件夹`,
  notFound: (p) => zh`${p.file} 不存在`,
  unreadable: (p) => zh`${p.file} 无法读取（${p.reason}）`,
  unwritable: (p) => zh`${p.file} 无法写入（${p.reason}）`,
  damagedPacking: (p) => zh`${p.file} 用 ${p.packing} 压缩，已损坏。`,
  damaged: (p) => zh`${p.file} 是${compressed(p.packing)}${p.what}，但已损坏。`,
  notACapture: (p) => zh`${p.file} 不是抓包文件：它是${compressed(p.packing)}${p.what}。`,
  unknownKind: '未知的类型',
  damagedAfter: (p) => zh`${p.packing} 数据已损坏；此前读取了 ${count(p.packets)} 个包。`,
  tooLarge: (p) => zh`抓包太大；读取了 ${count(p.packets)} 个包。`,
  unpacksTooLarge: (p) => zh`解压后的抓包太大；读取了 ${count(p.packets)} 个包。`,
  noConnections: '抓包中没有数据包',
  nothingRead: (p) => zh`${p.packets} 个包中没有可读的 TCP 报文段：`,
  noSuchStream: (p) =>
    zh`没有流编号为 ${p.stream} 的连接；"tcp-ladder list" 列出全部 ${p.of} 个连接的编号`,
  noSuchPart: (p) =>
    zh`抓包中的连接 ${p.connection} 没有 ${p.part}；它有 ${count(p.segments)} 个报文段`,
  noSuchSegments: (p) =>
    zh`连接 ${p.connection} 没有第 ${p.first} 到 ${p.last} 个报文段；它有 ${count(p.segments)} 个`,
};

function compressed(packing: string | null): string {
  return packing === null ? '' : zh`用 ${packing} 压缩的`;
}
