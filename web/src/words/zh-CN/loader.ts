import type { loader as english } from '../en/loader';

const alone = '请改用 tcp-ladder.js：一个包含全部内容的脚本。';

export const loader: typeof english = {
  fromDisk: `TCP Ladder 无法从 file:// 加载其各部分。${alone}`,
  refused: (p) =>
    `本页的安全策略不允许 ${p.violated}，而 TCP Ladder 的各部分来自那里。请允许它，或改用 tcp-ladder.js：一个包含全部内容的脚本。`,
  missing: (p) => `无法加载 ${p.url}。${alone}`,
};
