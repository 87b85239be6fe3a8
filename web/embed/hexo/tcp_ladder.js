// scripts/tcp_ladder.js. In a post: {% tcp_ladder src=/capture.pcap part=handshake %}fallback{% endtcp_ladder %}
// All parameters become attributes; files lie in source/. A value with spaces: "part=frames 2-3".
/* global hexo */
'use strict';
const files = ['src', 'src-server', 'worker'];
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
const url = (path) => hexo.extend.helper.get('url_for').call(hexo, path);

hexo.extend.tag.register(
  'tcp_ladder',
  (given, fallback) => {
    const attributes = given.map((each) => {
      const [name, ...rest] = each.split('=');
      const value = rest.join('=');
      return ` ${name}="${escaped(files.includes(name) ? url(value) : value)}"`;
    });
    return `<script src="${url('/tcp-ladder.js')}" defer></script>
<tcp-ladder${attributes.join('')}>${fallback}</tcp-ladder>`;
  },
  { ends: true },
);
