// The hand-written declarations of the package against what it is built from. There is nothing to
// run here: where they differ, the type check fails.
import { expectTypeOf } from 'vitest';
import type * as element from '../../../web/src/element/tcp_ladder';
import type * as ladder from '../../../web/src/package/ladder';
import type * as defineTypes from '../../../web/types/define';
import type * as elementTypes from '../../../web/types/element';
import type * as ladderTypes from '../../../web/types/ladder';

type Ladder = typeof ladder;
type Declared = typeof ladderTypes;

expectTypeOf<keyof Declared>().toEqualTypeOf<keyof Ladder>();
expectTypeOf<Parameters<Ladder['readCapture']>>().toEqualTypeOf<
  Parameters<Declared['readCapture']>
>();
expectTypeOf<ladder.Capture>().toExtend<ladderTypes.Capture>();

type Options<F extends (...args: never[]) => string> = NonNullable<Parameters<F>[1]>;
expectTypeOf<Options<Declared['svgOf']>>().toEqualTypeOf<Options<Ladder['svgOf']>>();
expectTypeOf<Options<Declared['textOf']>>().toEqualTypeOf<Options<Ladder['textOf']>>();
expectTypeOf<Options<Declared['mermaidOf']>>().toEqualTypeOf<Options<Ladder['mermaidOf']>>();
expectTypeOf<Options<Declared['jsonOf']>>().toEqualTypeOf<Options<Ladder['jsonOf']>>();
expectTypeOf<Options<Declared['csvOf']>>().toEqualTypeOf<Options<Ladder['csvOf']>>();

type Connection = Parameters<Ladder['svgOf']>[0];
expectTypeOf<Pick<Connection, keyof ladderTypes.Connection>>().toExtend<ladderTypes.Connection>();
expectTypeOf<Connection['client']>().toEqualTypeOf<ladderTypes.End>();

type Own = Exclude<keyof elementTypes.TcpLadder, keyof HTMLElement>;
expectTypeOf<Pick<element.TcpLadder, Own>>().toEqualTypeOf<Pick<elementTypes.TcpLadder, Own>>();
expectTypeOf<element.LoadDetail>().toEqualTypeOf<elementTypes.LoadDetail>();
expectTypeOf<element.SelectDetail>().toEqualTypeOf<elementTypes.SelectDetail>();
expectTypeOf<defineTypes.TcpLadder>().toEqualTypeOf<elementTypes.TcpLadder>();
