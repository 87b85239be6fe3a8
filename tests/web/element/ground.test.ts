import { describe, expect, test } from 'vitest';
import { groundFor } from '../../../web/src/element/ground';

describe('the ground for text of a colour', () => {
  test.each([
    ['color(srgb 0 0 0)', 'light'],
    ['color(srgb 0.09 0.1 0.11)', 'light'],
    ['color(srgb 0.2 0.2 1)', 'light'],
    ['color(srgb 0.933333 0.933333 0.933333)', 'dark'],
    ['color(srgb 1 0.9 0 / 0.8)', 'dark'],
    ['color(srgb 1e-7 0 0)', 'light'],
    ['rgb(0, 0, 0)', null],
    ['', null],
  ])('%s: %s', (colour, ground) => {
    expect(groundFor(colour)).toBe(ground);
  });
});
