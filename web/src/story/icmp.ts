// The name of an ICMP error about a connection.
import type { DrawingWords } from '../words/story';
import type { Connection, IcmpError } from '../model/connection';

export interface IcmpNamed {
  /** "Unreachable" */
  name: string;
  /** "fragmentation needed, MTU 1280" */
  code: string;
  /** "the server", or the address of a third party. */
  source: string;
}

/** A type of error and its codes by number. */
interface IcmpType {
  name: string;
  codes: Readonly<Record<number, string>>;
}

export function icmpNamed(
  error: IcmpError,
  connection: Connection,
  words: DrawingWords,
): IcmpNamed {
  const { icmp } = words;
  const types: Readonly<Record<number, IcmpType>> = error.version === 6 ? icmp.v6 : icmp.v4;
  const known = types[error.type];
  const code = known?.codes[error.code] ?? icmp.code({ code: error.code });
  return {
    name: known?.name ?? icmp.type({ type: error.type }),
    code: error.mtu > 0 ? icmp.withMtu({ code, mtu: error.mtu }) : code,
    source: sourceOf(error, connection, words),
  };
}

function sourceOf({ source }: IcmpError, connection: Connection, words: DrawingWords): string {
  const { client, server } = connection;
  if (client.address === server.address) return source;
  if (source === client.address) return words.icmp.end({ who: 0 });
  return source === server.address ? words.icmp.end({ who: 1 }) : source;
}
