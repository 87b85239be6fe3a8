import tcpLadder from 'tcp-ladder/remark';

export default {
  title: 'A site',
  url: 'http://localhost',
  baseUrl: '/',
  clientModules: ['./src/ladder.mjs'],
  presets: [['classic', { docs: { routeBasePath: '/', remarkPlugins: [tcpLadder] }, blog: false }]],
};
