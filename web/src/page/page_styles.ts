// The styles of the page, in the order of the cascade.
import type { CSSResultGroup } from 'lit';
import { drawingStyles, hostTokens } from '../theme/styles';
import { appStyles } from './app_styles';
import { endpointStatisticsStyles } from './connections/endpoint_statistics';
import { bottomBarStyles } from './bottom_bar';
import { legendStyles } from './legend';
import { keyboardHelpStyles } from './keyboard_help';
import { noticeStyles } from './capture/notice_styles';
import { base, controls } from '../ui/styles';
import { toolbarStyles } from './toolbar';
import { updateStyles } from './offline/update_notice';
import { writingStyles } from './writing_styles';
import { verdictStyles } from './verdict/verdict_view';

export const pageStyles: CSSResultGroup = [
  hostTokens,
  drawingStyles,
  base,
  controls,
  noticeStyles,
  verdictStyles,
  endpointStatisticsStyles,
  updateStyles,
  toolbarStyles,
  legendStyles,
  keyboardHelpStyles,
  bottomBarStyles,
  appStyles,
  writingStyles,
];
