// Captures as an engineer on call gets them: what is wrong is the first line of the list. They are
// not part of the repository.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { root, tcpLadder } from './command';

const folder = `${process.env['TCPLADDER_SHARED'] ?? `${root}../shared`}/on-call`;
const here = existsSync(folder);
if (!here) console.warn(`skipped: there is no ${folder}`);

describe.skipIf(!here)('the first line of the list', () => {
  it.each([
    [
      'D-retrans-one-server',
      0,
      /^204 waits for a retransmission timer in 134 connections, .* all to 10\.0\.2\.3:443/,
    ],
    ['D-retrans-one-server', 1, /^204 retransmissions in 134 connections, all to 10\.0\.2\.3:443/],
    ['E-close-wait-leak', 0, /^123 connections are left in CLOSE-WAIT, all at 10\.0\.3\.2:8080/],
    [
      'H-pmtu-blackhole',
      0,
      /^Segments of 1,460 bytes never get through in 12 connections, all to 10\.0\.6\.2:443/,
    ],
  ])('of %s says in line %i what happened', async (name, line, said) => {
    const input = gunzipSync(readFileSync(`${folder}/${name}.pcap.gz`));
    const { out } = await tcpLadder(['list', '-'], { input });
    expect(out.split('\n')[line]).toMatch(said);
  });
  it('counts what was captured in one direction', async () => {
    const input = gunzipSync(readFileSync(`${folder}/I-asymmetric.pcap.gz`));
    const { err } = await tcpLadder(['list', '-'], { input });
    expect(err).toContain('500 connections were captured in one direction only');
  });
});
