import { describe, expect, it } from 'vitest';
import { filesIn } from '../../../../web/src/page/file_set/folder_files';

const file = (name: string) =>
  ({
    name,
    isDirectory: false,
    file: (take: (file: File) => void) => take(new File(['x'], name)),
  }) as unknown as FileSystemEntry;

/** Hands out its children two at a time, as browsers hand out a hundred. */
const folder = (name: string, ...children: FileSystemEntry[]) =>
  ({
    name,
    isDirectory: true,
    createReader: () => {
      const left = [...children];
      return { readEntries: (take: (some: FileSystemEntry[]) => void) => take(left.splice(0, 2)) };
    },
  }) as unknown as FileSystemEntry;

const names = async (...entries: FileSystemEntry[]) =>
  (await filesIn(entries)).map(({ name }) => name);

describe('the files of dropped folders', () => {
  it('are found at any depth, in however many turns', async () => {
    const deep = folder('a', folder('b', folder('c', file('5.pcap'))), file('1.pcap'));
    const wide = folder('d', file('2.pcap'), file('3.pcap'), file('4.pcap'));
    expect(await names(deep, wide, file('0.pcap'))).toEqual([
      '0.pcap',
      '1.pcap',
      '2.pcap',
      '3.pcap',
      '4.pcap',
      '5.pcap',
    ]);
  });

  it('are not those that begin with a dot, nor more than a thousand', async () => {
    expect(await names(folder('.git', file('x')), file('.DS_Store'), file('a'))).toEqual(['a']);
    const many = Array.from({ length: 1500 }, (_, i) => file(String(i)));
    expect(await names(folder('many', ...many))).toHaveLength(1000);
  });

  it('reject where one of them cannot be read', async () => {
    const broken = {
      name: 'x',
      isDirectory: false,
      file: (_: unknown, fail: (error: Error) => void) => fail(new Error('gone')),
    } as unknown as FileSystemEntry;
    await expect(filesIn([broken])).rejects.toThrow('gone');
  });
});
