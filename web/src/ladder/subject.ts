// The input of the layout: the connection and how to draw it, as labels and times need it.
import type { Connection } from '../model/connection';
import type { Rows } from '../model/rows';
import type { TextMeasure } from '../svg/text';
import type { Measures } from './measures';
import type { LadderOptions } from './options';
import type { LadderWords } from './words';

export interface LadderSubject {
  readonly connection: Connection;
  readonly rows: Rows;
  readonly words: LadderWords;
  readonly options: LadderOptions;
  readonly measures: Measures;
  readonly measure: TextMeasure;
}
