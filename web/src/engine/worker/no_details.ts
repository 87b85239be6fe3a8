// Details of a connection for which none were computed.
import type { Details } from '../../../../wasm/engine.mjs';

export function noDetails(): Details {
  const none = new Uint32Array(0);
  const nothing = new Float64Array(0);
  return {
    reasons: { count: 0, row: none, analysis: new Uint8Array(0), args: nothing },
    fields: {
      bytesInFlight: none,
      acksFrame: none,
      ackRtt: nothing,
      rtoFrame: none,
      rto: nothing,
      partialAck: new Uint8Array(0),
      ambiguousAck: new Uint8Array(0),
      initialRtt: 0,
      completeness: 0,
    },
    summary: { count: 0, id: new Uint8Array(0), end: new Uint8Array(0), args: nothing },
  };
}
