import tcpLadder from 'tcp-ladder/markdown-it';

export default {
  title: 'A site',
  markdown: { config: (md) => md.use(tcpLadder, { attributes: { 'v-pre': '' } }) },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('tcp-') } } },
};
