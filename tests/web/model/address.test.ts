import { describe, expect, it } from 'vitest';
import { addressText } from '../../../web/src/model/address';
import { octetsOf } from '../page/connections/capture_columns';

describe('an address in its text form', () => {
  it.each([
    ['192.0.2.1', 4, '192.0.2.1'],
    ['2001:db8:0:0:0:0:0:1', 6, '2001:db8::1'],
    ['0:0:0:0:0:0:0:0', 6, '::'],
    ['0:0:0:0:0:0:0:1', 6, '::1'],
    ['2001:db8:0:0:1:0:0:1', 6, '2001:db8::1:0:0:1'],
    ['2001:0:0:1:0:0:0:1', 6, '2001:0:0:1::1'],
    ['2001:db8:0:1:1:1:1:1', 6, '2001:db8:0:1:1:1:1:1'],
    ['fe80:0:0:0:0:0:0:0', 6, 'fe80::'],
  ])('%s reads %s', (address, version, text) => {
    const octets = new Uint8Array(16);
    octets.set(octetsOf(address));
    expect(addressText(octets, version)).toBe(text);
  });
});
