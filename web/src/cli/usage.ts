// What `tcp-ladder --help` says.

export const usage = `Usage: tcp-ladder COMMAND FILE [OPTION...]

Draws one TCP connection of a packet capture (pcap or pcapng, also packed with gzip, zstd or
LZ4; "-" reads it from standard input).

Commands
  svg, text, mermaid, json, csv   the connection in that format
  list                            the connections of the capture, one a line
  check                           nothing but what --expect says
  share                           the connection as a pcap that can be shown to others: addresses of
                                  the ranges for documentation, no payload, times from a fixed start
  link                            the same inside a link, which a page opens with nothing to fetch

Options
  --stream N          which connection, counted from 0 as in the list (0)
  --part PART         all, handshake, data, teardown, or segments A-B counted from 1 (all)
  --lang LANG         en or zh (en)
  --numbers KIND      relative or absolute sequence numbers (relative)
  --title TEXT        a title above the drawing's own
  --width N           px of an SVG (912), columns of a text (the terminal's, or 80)
  --theme THEME       of an SVG: auto, light or dark (auto: as its viewer prefers)
  --id PREFIX         of an SVG: begins every id, for several drawings in one page
  --ascii             of a text: lines of ASCII characters only
  --expect LIST       fail unless all of it holds: outcome=SF,closer=server,retransmissions<=2
  --keep LIST         of share and link: addresses, times, path (TTL, DSCP, IP identification)
  --replace-ports     of share and link: other ports
  --cut-payload       of share and link: leave payload out instead of writing zeros
  --page ADDRESS      of link: the page that it opens
  -o, --output FILE   write there instead of to standard output
  --help, --version

What can be expected
  outcome     Zeek's conn_state (SF, S0, REJ ...) or an outcome by name (closed_by_server, refused,
              reset_by_client, half_open, still_open ...)
  closer      client, server, both, none: whose FIN or RST came first
  opening     three_way, simultaneous, fast_open, half_open, unanswered, refused ...
  client-state, server-state      after the last segment: CLOSED, TIME-WAIT, ESTABLISHED ...
  time-wait   client, server, both, none: who waits 2MSL at the end
  port-reuse  timestamp, number, risky, none: how a SYN on ports in TIME-WAIT is told from old ones
  stall-cause  zero_window, retransmission, acknowledgment, silence, none: of the longest stall
  stall, idle (before the end), half-closed, initial-rtt, server-rtt, client-rtt in seconds
  syn-retries, syn-ack-retries, data-retries, fin-retries, keep-alive-retries, window-probe-retries
  segments, payload, retransmissions, duration (seconds), and how many segments Wireshark would
  mark as zero_window, duplicate_ack, lost_segment, out_of_order, keep_alive ...
  Names compare with = and !=, numbers also with < <= > >=.

Exit status
  0 done   1 an expectation does not hold   2 wrong usage   3 the file is refused
`;
