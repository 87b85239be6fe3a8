#include "core/tcp/verdict.h"

namespace tcpladder {
namespace {

Opening OpeningOf(const Tracker& tracker) {
  const TrackedConnection& connection = tracker.connection();
  const TrackedEnd& client = tracker.end(0);
  const TrackedEnd& server = tracker.end(1);
  if (connection.simultaneous) return Opening::simultaneous;
  if (connection.refused) return Opening::refused;
  if (connection.fast_open_taken) return Opening::fast_open;
  const bool answered = connection.third_row != kNoRow;
  if (client.syn_seen && server.syn_seen) return answered ? Opening::three_way : Opening::half_open;
  // The SYN ACK may be missing from the capture, but an end that acknowledges it has received it.
  if (client.syn_seen) return answered ? Opening::three_way : Opening::unanswered;
  return server.syn_seen ? Opening::reply_only : Opening::mid_stream;
}

Closer CloserOf(const Tracker& tracker) {
  const TrackedEnd& client = tracker.end(0);
  const TrackedEnd& server = tracker.end(1);
  if (client.fin_sent && server.fin_sent) {
    if (client.FinAcks(server)) return Closer::server;
    if (server.FinAcks(client)) return Closer::client;
    if (!tracker.connection().FinsApart()) return Closer::both;
    return client.fin_row < server.fin_row ? Closer::client : Closer::server;
  }
  if (tracker.connection().reset_row != kNoRow) {
    return tracker.connection().reset_by == 0 ? Closer::client : Closer::server;
  }
  if (client.fin_sent) return Closer::client;
  return server.fin_sent ? Closer::server : Closer::none;
}

Outcome OutcomeOf(const Tracker& tracker, Opening opening, Closer closer) {
  const TrackedConnection& connection = tracker.connection();
  const bool by_client = closer == Closer::client;
  if (opening == Opening::refused) return Outcome::refused;
  if (tracker.end(0).fin_sent && tracker.end(1).fin_sent) {
    if (closer == Closer::both) return Outcome::closed_together;
    return by_client ? Outcome::closed_by_client : Outcome::closed_by_server;
  }
  if (connection.reset_row != kNoRow) {
    // Only a reset was captured, and no connection that it could have ended.
    const bool lone = tracker.end(0).path.size() == 0 && tracker.end(1).path.size() == 0;
    if (lone) return Outcome::unclear;
    return by_client ? Outcome::reset_by_client : Outcome::reset_by_server;
  }
  if (closer != Closer::none) {
    return by_client ? Outcome::half_closed_by_client : Outcome::half_closed_by_server;
  }
  if (opening == Opening::unanswered) return Outcome::no_answer;
  if (opening == Opening::half_open) return Outcome::half_open;
  if (opening == Opening::reply_only && connection.third_row == kNoRow) return Outcome::half_open;
  const bool shown = tracker.end(0).path.size() > 0 || tracker.end(1).path.size() > 0;
  return shown ? Outcome::still_open : Outcome::unclear;
}

}  // namespace

Verdict VerdictOf(const Tracker& tracker) {
  Verdict verdict;
  verdict.opening = OpeningOf(tracker);
  verdict.closer = CloserOf(tracker);
  verdict.outcome = OutcomeOf(tracker, verdict.opening, verdict.closer);
  for (size_t i = 0; i < 2; ++i) {
    verdict.syn_rows[i] = tracker.end(i).syn_row;
    verdict.fin_rows[i] = tracker.end(i).fin_row;
    verdict.fin_acked_rows[i] = tracker.end(i).acked_row;
  }
  verdict.third_row = tracker.connection().third_row;
  verdict.reset_row = tracker.connection().reset_row;
  return verdict;
}

}  // namespace tcpladder
