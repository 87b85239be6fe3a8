import type { Incident } from '../../../web/src/model/incidents';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LadderJson } from '../../../web/src/export/json_format';
import { streamNumbers } from '../stream_numbers';
import { octetsOf, sample, tcpLadder } from './command';

const http = sample('http-1688.pcap');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tcp-ladder-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the formats', () => {
  it.each([
    ['svg', /^<svg [^]*<g id="p1"[^]*<\/svg>\n$/],
    ['text', /^TCP connection 10\.77\.0\.1:50765 to 10\.77\.0\.2:1688\n[^]*► *│/],
    ['mermaid', /^sequenceDiagram\n[^]*C->>S: #35;1 SYN/],
    ['json', /^\{\n {2}"schema": "tcp-ladder\/1"/],
    ['csv', /^number,frame,time,[^]*\r\n1,1,0,/],
  ])('%s comes out whole, with nothing to complain of', async (format, shape) => {
    const { status, out, err } = await tcpLadder([format, http]);
    expect(out).toMatch(shape);
    expect([status, err]).toEqual([0, '']);
  });

  it('take part, language and numbers', async () => {
    const { out } = await tcpLadder([
      'svg',
      http,
      ...['--stream', '0', '--part', 'teardown', '--lang', 'zh', '--numbers', 'absolute'],
    ]);
    const ids = [...out.matchAll(/id="p(\d+)"/g)].map(([, n]) => Number(n));
    expect(ids).toEqual([16, 17, 18, 19]);
    expect(out).toContain('服务器');
    const { segments } = JSON.parse((await tcpLadder(['json', http])).out) as LadderJson;
    expect(out).toContain(String(segments[15]!.seq));
  });

  it('take a range of segments as the drawing counts them', async () => {
    const { out } = await tcpLadder(['csv', http, '--part', '4-6']);
    const numbers = out.split('\r\n').map((line) => line.split(',')[0]);
    expect(numbers).toEqual(['number', '4', '5', '6', '']);
  });

  it('take width and theme', async () => {
    const { out } = await tcpLadder(['svg', http, '--width', '400', '--theme', 'dark']);
    expect(out).toContain(' width="400"');
    expect(out).not.toContain('prefers-color-scheme');
  });

  it('draw the curves, of either end and of some seconds', async () => {
    const curves = (...argv: string[]) =>
      tcpLadder(['svg', http, '--view', 'curves', ...argv]).then(({ out }) => out);
    expect(await curves()).toContain(
      '<title id="title">Server → client, 1,248 B from 10.77.0.2:1688',
    );
    expect(await curves('--dir', 'client', '--lang', 'zh')).toContain('客户端 → 服务器');
    expect(await curves('--time', '5-5.2')).not.toBe(await curves());
    const { out } = await tcpLadder(['csv', http, '--view', 'curves']);
    expect(out.split('\r\n')[0]).toBe('number,frame,time,from,kind,low,high');
    for (const wrong of [
      ['text', http, '--view', 'curves'],
      ['svg', http, '--view', 'curves', '--time', '5-4'],
    ]) {
      expect((await tcpLadder(wrong)).status).toBe(2);
    }
  });

  it('fit a text into the terminal, and else into a mail', async () => {
    const mail = await tcpLadder(['text', http]);
    const terminal = await tcpLadder(['text', http], { columns: 140 });
    expect(mail.out).toContain('│  keep-alive probe');
    expect(terminal.out).toContain('keep-alive probe ─');
    expect((await tcpLadder(['text', http, '--ascii'])).out).not.toMatch(/[─│►◄]/);
  });

  it('go into a file', async () => {
    const file = join(folder, 'out.svg');
    const { status, out } = await tcpLadder(['svg', http, '-o', file]);
    expect([status, out]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toBe((await tcpLadder(['svg', http])).out);
  });
});

describe('the list', () => {
  it('has a line per connection', async () => {
    const { out, status } = await tcpLadder(['list', sample('fin-lost.pcap')]);
    const lines = out.trimEnd().split('\n');
    expect(status).toBe(0);
    expect(lines.slice(0, 2)).toEqual([
      '3 retransmissions in 3 connections, all to 10.77.0.2:8080.',
      '',
    ]);
    expect(lines).toHaveLength(6);
    expect(lines[3]).toMatch(
      /^0 {2}10\.77\.0\.1:40017 {2}10\.77\.0\.2:8080 {2}Closed by client +SF /,
    );
  });

  it('has the numbers of Wireshark: gaps stay, and two connections of one stream have a part', async () => {
    const input = streamNumbers();
    const { out } = await tcpLadder(['list', '-'], { input });
    const numbers = out.split('\n').map((line) => line.trimStart().split(' ', 1)[0]);
    expect(numbers).toEqual(['#', '0', '2', '2.2', '']);
    const segmentsOf = async (stream: string) => {
      const { status, out, err } = await tcpLadder(['json', '-', '--stream', stream], { input });
      if (status !== 0) return err;
      const json = JSON.parse(out) as LadderJson;
      return [json.stream, json.streamPart, ...json.segments.map(({ frame }) => frame)];
    };
    expect(await segmentsOf('2')).toEqual([2, 1, 4]);
    expect(await segmentsOf('2.2')).toEqual([2, 2, 5, 6]);
    // No connection begins in stream 1, but the first one has a segment of it.
    expect(await segmentsOf('1')).toEqual([0, 1, 1, 2, 3]);
    expect(await segmentsOf('3')).toMatch(/^no connection has the stream number 3; /);
  });

  it('comes as CSV and as JSON too, with what happened', async () => {
    const csv = await tcpLadder(['list', sample('fin-lost.pcap'), '--as', 'csv']);
    const lines = csv.out.split('\r\n');
    expect(lines[0]).toMatch(/^stream,frame,start,duration,client,server,outcome,/);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain('10.77.0.2:8080,closed_by_client,three_way,client,0,SF,');
    expect(lines[1]).toMatch(/,retransmission$/);
    const { out } = await tcpLadder(['list', sample('fin-lost.pcap'), '--as', 'json']);
    const json = JSON.parse(out) as { incidents: Incident[]; connections: object[] };
    expect(json.incidents).toMatchObject([{ kind: 'retransmission', times: 3 }]);
    expect(json.connections).toHaveLength(3);
    expect(json.connections[0]).toMatchObject({ stream: '0', frame: 1, one_direction: false });
  });

  it('speaks Chinese', async () => {
    const { out } = await tcpLadder(['list', sample('refused.pcap'), '--lang', 'zh']);
    expect(out).toMatch(/被拒绝 +REJ/);
  });
});

describe('a capture', () => {
  it('may come packed, and from standard input', async () => {
    const plain = await tcpLadder(['csv', http]);
    const packed = await tcpLadder(['csv', '-'], { input: gzipSync(octetsOf('http-1688.pcap')) });
    expect(packed).toEqual(plain);
  });

  it('that is cut is shown as far as it goes', async () => {
    const whole = octetsOf('http-1688.pcap');
    const input = gzipSync(whole);
    const { status, out, err } = await tcpLadder(['csv', '-'], {
      input: input.subarray(0, input.length - 300),
    });
    expect(status).toBe(0);
    expect(out).toContain('\r\n1,1,0,');
    expect(err).toMatch(/^The gzip data is damaged; \d+ packets were read before the damage\.\n/);
  });
});

describe('an expectation', () => {
  it.each([
    ['outcome=SF,closer=server'],
    ['outcome=closed_by_server'],
    ['outcome=sf, opening=three_way'],
    ['retransmissions<=2,segments=19,payload>=1613'],
    ['client-state=CLOSED,server-state=TIME-WAIT'],
    ['closer!=client,duration>5,duration<6,keep_alive>0,zero_window=0'],
  ])('that holds exits with 0 (%s)', async (list) => {
    const { status, out, err } = await tcpLadder(['check', http, '--expect', list]);
    expect([status, out, err]).toEqual([0, '', '']);
  });

  it.each([
    ['outcome=REJ', 'expected outcome=REJ, found SF (closed_by_server)'],
    ['outcome=reset_by_client', 'expected outcome=reset_by_client, found SF (closed_by_server)'],
    ['outcome!=SF', 'expected outcome!=SF, found SF (closed_by_server)'],
    ['closer=client', 'expected closer=client, found server'],
    ['segments<19', 'expected segments<19, found 19'],
    ['segments>19', 'expected segments>19, found 19'],
    ['keep_alive=0', 'expected keep_alive=0, found 4'],
    ['server-state=CLOSED', 'expected server-state=CLOSED, found TIME-WAIT'],
  ])('that does not exits with 1 and says what was found (%s)', async (list, said) => {
    const { status, err } = await tcpLadder(['check', http, '--expect', list]);
    expect([status, err]).toEqual([1, `${said}\n`]);
  });

  it('is checked of every connection, unless one is chosen', async () => {
    const file = sample('fin-lost.pcap');
    expect((await tcpLadder(['check', file, '--expect', 'outcome=SF'])).status).toBe(0);
    const { status, err } = await tcpLadder(['check', file, '--expect', 'segments<8']);
    expect(status).toBe(1);
    expect(err).toMatch(/^connection \d: expected segments<8, found \d+\n/);
    expect(err).toMatch(/\d of 3 connections do not meet all expectations\n$/);
    const one = await tcpLadder(['check', file, '--stream', '1', '--expect', 'segments<8']);
    expect(one.err).not.toContain('connection');
  });

  it('does not keep the drawing back', async () => {
    const { status, out } = await tcpLadder(['text', http, '--expect', 'closer=client']);
    expect(status).toBe(1);
    expect(out).toContain('TIME-WAIT');
  });

  it('names everything that fails', async () => {
    const list = ['--expect', 'closer=client', '--expect', 'opening=refused,segments=1'];
    const { err } = await tcpLadder(['check', http, ...list]);
    expect(err.trimEnd().split('\n')).toHaveLength(3);
  });
});

describe('wrong usage', () => {
  it.each([
    [[], 'a command is missing'],
    [['svg'], 'the file is missing'],
    [['draw', http], 'the command must be one of svg, text, mermaid, json, csv, list, check'],
    [['svg', http, '--no-such-thing'], 'there is no option --no-such-thing'],
    [['svg', http, '--stream', '-1'], '--stream must be a whole number, at least 0'],
    [['svg', http, '--stream'], '--stream requires a value'],
    [['svg', http, '--ascii=yes'], '--ascii takes no value'],
    [['svg', http, '--stream=1e3'], '--stream must be a whole number'],
    [
      ['svg', http, '--stream', '1'],
      'no connection has the stream number 1; "tcp-ladder list" shows the numbers of all 1',
    ],
    [['svg', http, '--part', '9-3'], '--part must be one of all, handshake, data, teardown'],
    [['svg', http, '--part', '90-99'], 'connection 0 has no segments 90 to 99; it has 19 segments'],
    [['svg', http, '--part', '0-3'], '--part'],
    [['svg', http, '--lang', 'fr'], '--lang must be one of en, zh-CN'],
    [['svg', http, '--numbers', 'big'], '--numbers must be one of relative, absolute'],
    [['svg', http, '--theme', 'pink'], '--theme must be one of auto, light, dark'],
    [['svg', http, '--width', '0'], '--width'],
    [['svg', http, '--id', '1"><script>'], '--id'],
    [['svg', http, '-o', '/no/such/folder/x.svg'], 'cannot be written (ENOENT)'],
    [['check', http], 'check requires --expect'],
    [['list', http, '--expect', 'closer=client'], 'list shows all connections'],
    [['check', http, '--expect', 'closer'], 'write KEY=VALUE'],
    [
      ['check', http, '--expect', 'closer=nobody'],
      'closer must be one of client, server, both, none',
    ],
    [['check', http, '--expect', 'closer<client'], 'names are compared with = or !='],
    [['check', http, '--expect', 'outcome=XX'], 'outcome must be one of S0, S1, SF'],
    [['check', http, '--expect', 'shoes=2'], 'there is no key shoes; use one of outcome, closer'],
    [['check', http, '--expect', 'constructor=2'], 'there is no key constructor'],
    [['check', http, '--expect', 'segments=many'], 'write a number'],
  ])('exits with 2 and says what is wrong (%j)', async (argv, said) => {
    const { status, out, err } = await tcpLadder(argv);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(said);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('finds no teardown where there is none', async () => {
    const { status, err } = await tcpLadder(['svg', sample('refused.pcap'), '--part', 'teardown']);
    expect(status).toBe(2);
    expect(err).toContain('connection 0 has no teardown in this capture; it has 2 segments');
  });
});

describe('a refused file', () => {
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it.each([
    ['a.txt', 'tcpdump: listening on eth0, link-type EN10MB', 'it is plain text.'],
    ['a.xz', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4), 'Unpack it first: xz -d FILE'],
    ['a.gz', gzipSync('%PDF-1.7 and so on'), 'it is a PDF document compressed with gzip.'],
    ['empty', '', 'it is an empty file.'],
    ['half.gz', gzipSync('x'.repeat(999)).subarray(0, 12), 'is compressed with gzip and damaged.'],
    ['head', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0), 'is a pcap capture, but damaged.'],
  ])('exits with 3 and says why (%s)', async (name, content, said) => {
    for (const command of ['svg', 'list']) {
      const { status, out, err } = await tcpLadder([command, file(name, content)]);
      expect([status, out]).toEqual([3, '']);
      expect(err).toContain(said);
    }
  });

  it('holds no packets', async () => {
    const header = octetsOf('http-1688.pcap').subarray(0, 24);
    const path = file('none.pcap', header);
    expect(await tcpLadder(['svg', path])).toMatchObject({
      status: 3,
      err: 'the capture contains no packets\n',
    });
    expect((await tcpLadder(['list', path])).status).toBe(0);
  });

  it('holds packets, and no segment that could be read', async () => {
    const capture = Uint8Array.from(octetsOf('http-1688.pcap'));
    capture[20] = 8; // SLIP instead of Ethernet
    const path = file('slip.pcap', capture);
    for (const command of ['list', 'svg', 'text', 'csv', 'mermaid', 'json']) {
      const { status, err } = await tcpLadder([command, path]);
      expect(status).toBe(4);
      expect(err).toMatch(
        /^none of the (\d+) packets is a TCP segment that can be read:\n\1 packets of link type 8 \(SLIP\) cannot be read\.\n$/,
      );
    }
    const { packets, unread } = JSON.parse((await tcpLadder(['json', path])).out) as {
      packets: number;
      unread: unknown[];
    };
    const args = { link_type: 8 };
    expect(unread).toEqual([{ finding: 'unsupported_link_type', packets, args }]);
  });

  it('is not there, or a folder', async () => {
    expect(await tcpLadder(['svg', join(folder, 'nothing')])).toMatchObject({ status: 3 });
    expect((await tcpLadder(['svg', folder])).err).toBe(`${folder} is a folder\n`);
  });

  it('does not speak to the terminal by its name', async () => {
    const { err } = await tcpLadder(['svg', 'no\u001b[31m\nsuch\u202efile']);
    expect(err).toBe('no\ufffd[31m\ufffdsuch\ufffdfile does not exist\n');
  });
});

it('helps', async () => {
  const { status, out } = await tcpLadder(['--help']);
  expect(status).toBe(0);
  for (const option of ['--stream', '--part', '--expect', '--output'])
    expect(out).toContain(option);
  expect((await tcpLadder(['--version'])).out).toBe('1.2.3\n');
});

describe('what can be shown to others', () => {
  it('is written as a capture that the command reads again', async () => {
    const file = join(folder, 'shared.pcap');
    const { status, out } = await tcpLadder(['share', sample('http-1688.pcap'), '-o', file]);
    expect([status, out]).toEqual([0, '']);
    const again = await tcpLadder(['list', file]);
    expect(again.out).toContain('192.0.2.1:50765');
    expect(again.out).toContain('192.0.2.2:1688');
    expect(readFileSync(file).includes(Buffer.from([10, 77, 0, 1]))).toBe(false);
  });

  it('keeps what is asked for', async () => {
    const file = join(folder, 'kept.pcap');
    const asked = ['--keep', 'addresses,times', '--replace-ports', '--part', '1-3'];
    await tcpLadder(['share', sample('http-1688.pcap'), ...asked, '-o', file]);
    const { out } = await tcpLadder(['list', file]);
    expect(out).toContain('10.77.0.1:50000');
    expect(out).toMatch(/ 3 +0 +0 /);
  });

  it('goes into a link to any page', async () => {
    const page = 'https://example.com/ladder/';
    const { out } = await tcpLadder(['link', sample('refused.pcap'), '--page', page]);
    expect(out).toMatch(/^https:\/\/example\.com\/ladder\/#capture=[\w-]+\n$/);
  });

  it('is asked for in a way that can be', async () => {
    expect(await tcpLadder(['share', sample('refused.pcap')])).toMatchObject({ status: 2 });
    const keep = await tcpLadder(['link', sample('refused.pcap'), '--keep', 'payload']);
    expect(keep).toMatchObject({ status: 2, out: '' });
    const part = await tcpLadder(['link', sample('refused.pcap'), '--part', 'teardown']);
    expect(part).toMatchObject({ status: 2, out: '' });
  });
});

describe('the facts of a connection', () => {
  it('stand in the JSON, rows as numbers of segments', async () => {
    const { out } = await tcpLadder(['json', sample('zero-window.pcap')]);
    const { facts } = JSON.parse(out) as LadderJson;
    expect(facts).toContainEqual({
      name: 'stall',
      about: 'server',
      args: { cause: 'zero_window', from_row: 8, until_row: 16, duration_ns: 3452876000 },
    });
  });

  it.each([
    ['zero-window.pcap', 0, 'stall-cause=zero_window,stall>3,window-probe-retries=3'],
    ['unanswered-syn.pcap', 0, 'syn-retries=3,time-wait=none,server-rtt!=1'],
    ['port-reuse.pcap', 1, 'port-reuse=timestamp,time-wait=server,initial-rtt<0.1'],
  ])('can be expected of %s', async (name, stream, list) => {
    const argv = ['check', sample(name), '--stream', String(stream), '--expect', list];
    const { status, err } = await tcpLadder(argv);
    expect([status, err]).toEqual([0, '']);
  });

  it('are told where they do not hold', async () => {
    const argv = [
      'check',
      sample('unanswered-syn.pcap'),
      '--expect',
      'server-rtt<1,stall-cause=none',
    ];
    const { status, err } = await tcpLadder(argv);
    expect(status).toBe(1);
    expect(err).toContain('expected server-rtt<1, found none');
  });
});
