import type { notes as english } from '../en/notes';

export const notes: typeof english = {
  title: ({ step }) => (step === 0 ? '对整个抓包的备注' : `#${step} 的备注`),
  add: '添加备注',
  addToCapture: '给整个抓包添加备注',
  edit: '编辑',
  delete: '删除',
  done: '完成',
  hint: ({ step }) =>
    '关闭本页前一直保留。“导出”菜单中的“带备注的抓包”会把它存成' +
    (step === 0 ? '文件注释，Wireshark 在“捕获文件属性”中显示。' : '包注释，Wireshark 能显示。') +
    '链接和分享的抓包绝不包含它。',
};
