import Reveal from 'reveal.js';
import 'reveal.js/reveal.css';
import 'tcp-ladder/define';

new Reveal().initialize();
