import DefaultTheme from 'vitepress/theme';
import { define } from 'tcp-ladder';

define(); // does nothing where the site is rendered

export default DefaultTheme;
