import { defineConfig } from 'astro/config';
import tcpLadder from 'tcp-ladder/remark';

export default defineConfig({ markdown: { remarkPlugins: [tcpLadder] } });
