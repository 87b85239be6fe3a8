// Texts of <tcp-ladder> only.
import { many } from './nouns';

export const embed = {
  name: 'TCP Ladder',
  // Embed
  embedLabel: (p: { client: string; server: string }) =>
    `TCP connection from ${p.client} to ${p.server}`,
  partMissing: 'A part of TCP Ladder could not be loaded.',
  edit: 'Edit',
  save: 'Save capture',
  moreComments: (p: { n: number }) =>
    `The capture has comments on ${many(p.n, 'more segment')}, which are not shown.`,
  openInPage: 'open in TCP Ladder',
  embedFailed: (p: { file: string }) => `${p.file} cannot be shown`,
  noSuchStream: (p: { stream: string; of: number }) =>
    `No connection of the ${p.of} in the capture has the stream number ${p.stream}.`,
  noSuchPart: (p: { part: string }) => `The connection has no part “${p.part}”.`,
  unknownValue: (p: { name: string; value: string; values: string }) =>
    `${p.name}="${p.value}" is unknown. Known values: ${p.values}.`,
  unknownPlace: (p: { value: string; values: string }) =>
    `part="${p.value}" is no place in a connection, so all of it is shown. Examples of places: ${p.values}.`,
  whichConnection: (p: { n: number; of: number }) => `Connection ${p.n} of ${p.of}`,
  previousConnection: 'Previous connection',
  nextConnection: 'Next connection',
  policy: (p: { violated: string }) => `This page’s security policy does not allow ${p.violated}.`,
  fetchFailed: (p: { url: string; status: number }) =>
    p.status === 0
      ? `${p.url} could not be loaded.`
      : `${p.url} could not be loaded: the server answered ${p.status}.`,
};
