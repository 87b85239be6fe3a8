#include "tests/support/simulated_stacks.h"

#include <algorithm>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr int64_t kFirstTimeout = 200'000'000;
constexpr int64_t kDelayedAck = 40'000'000;
constexpr int kMaxTries = 9;

}  // namespace

Simulation::Simulation(const SimulationOptions& options, uint32_t seed)
    : options_(options), random_(seed) {
  for (size_t i = 0; i < 2; ++i) {
    ends_[i].iss = Seq(static_cast<uint32_t>(random_()));
    ends_[i].snd_una = ends_[i].snd_nxt = ends_[i].iss;
  }
  At(0, Event::open, 0);
  if (options_.simultaneous_open) {
    At(1, Event::open, 1);
  } else {
    ends_[1].state = State::listen;
    ends_[1].passive = true;
  }
  for (size_t i = 0; i < 2; ++i) {
    ends_[i].unsent = options_.bytes[i];
    if (options_.close_ms[i] >= 0) At(options_.close_ms[i] * kMs, Event::close, i);
  }
  if (options_.abort_ms >= 0) {
    At(options_.abort_ms * kMs, Event::abort, static_cast<size_t>(options_.aborter));
  }
}

void Simulation::Run() {
  while (!events_.empty() && capture_.size() < 5000) {
    const Event event = events_.top();
    events_.pop();
    now_ = event.time;
    End& end = ends_[event.end];
    switch (event.kind) {
      case Event::arrive:
        Arrive(event);
        break;
      case Event::retransmit:
        if (end.timer == event.time) Retransmit(event.end);
        break;
      case Event::acknowledge:
        if (end.ack_due && end.state != State::closed) Acknowledge(event.end, true);
        break;
      case Event::open:
        Open(event.end);
        break;
      case Event::send:
        Output(event.end);
        break;
      case Event::close:
        Close(event.end);
        break;
      case Event::abort:
        Abort(event.end);
        break;
    }
  }
  // Segments are ordered by their times at the capture point, not by departure.
  std::stable_sort(capture_.begin(), capture_.end(), [](const Witnessed& a, const Witnessed& b) {
    return a.segment.time_ns < b.segment.time_ns;
  });
}

void Simulation::Enter(size_t i, State state) {
  End& end = ends_[i];
  if (end.state == state) return;
  end.state = state;
  const bool begins = state != State::closed && state != State::listen;
  if (begins || !end.path.empty()) end.path.push_back(state);
}

void Simulation::Transmit(size_t i, int flags, Seq seq, uint32_t length) {
  End& end = ends_[i];
  TrackedSegment segment;
  segment.seq = seq;
  segment.ack = flags & kAck ? end.rcv_nxt : Seq(0);
  segment.length = length;
  segment.flags = static_cast<uint16_t>(flags);
  segment.window = kWindow;
  segment.window_shift = 0;
  segment.from = static_cast<uint8_t>(i);
  segment.time_ns = now_ + options_.delay_ms[i] * kMs;
  if (flags & kAck) end.ack_due = false;
  const bool first_fin = (flags & kFin) && !end.fin_left;
  if (flags & kFin) end.fin_left = true;
  if (Chance(options_.loss_before_percent)) return;
  capture_.push_back({.segment = segment,
                      .sender = end.state,
                      .fin_sent = end.fin_sent,
                      .first_fin = first_fin,
                      .fin_seq = end.fin_seq});
  if (options_.forged_percent > 0 && Chance(options_.forged_percent)) Forge(i, segment.time_ns);
  if (Chance(options_.loss_behind_percent)) return;
  const size_t captured = capture_.size() - 1;
  At(segment.time_ns + options_.delay_ms[1 - i] * kMs, Event::arrive, 1 - i, segment, captured);
}

// Forges a segment at the capture point in the name of end `i`.
void Simulation::Forge(size_t i, int64_t time_ns) {
  const Witnessed genuine = capture_.back();
  const End& end = ends_[i];
  TrackedSegment segment = genuine.segment;
  segment.length = 0;
  switch (random_() % 5) {
    case 0:  // without ACK, with the end's own number
      segment.flags = kRst;
      segment.seq = Seq(static_cast<uint32_t>(random_()));
      segment.ack = Seq(0);
      break;
    case 1:  // in the window
      segment.flags = kRst | kAck;
      segment.seq = end.snd_nxt + 1 + static_cast<uint32_t>(random_() % 30000);
      break;
    case 2:  // below the window
      segment.flags = kRst | kAck;
      segment.seq = end.snd_nxt - 100'000 - static_cast<uint32_t>(random_() % 30000);
      break;
    case 3:
      segment.flags = kSyn;
      segment.seq = end.snd_nxt + static_cast<uint32_t>(random_() % 30000);
      segment.ack = Seq(0);
      break;
    default:  // data that was sent before
      segment.flags = kAck;
      segment.seq = end.iss + 1;
      segment.length = 1;
      if (!Synchronized(end.state) || segment.seq == end.snd_nxt) return;
  }
  segment.time_ns = time_ns;
  // The genuine segment remains the last, because later events refer to its index.
  capture_.back() = {.segment = segment, .sender = end.state, .fin_seq = end.fin_seq};
  capture_.back().forged = true;
  const size_t captured = capture_.size() - 1;
  capture_.push_back(genuine);
  At(time_ns + options_.delay_ms[1 - i] * kMs, Event::arrive, 1 - i, segment, captured);
}

void Simulation::Arrive(const Event& event) {
  const End& end = ends_[event.end];
  const State before = end.state;
  const bool reset = event.segment.flags & kRst;
  Fate fate = Fate::in_order;
  if (event.segment.length > 0 && Synchronized(before) && event.segment.seq > end.rcv_nxt) {
    fate = Fate::early;
  }
  Receive(event.end, event.segment);
  const bool closed = end.state == State::closed || end.state == State::listen;
  const bool was_closed = before == State::closed || before == State::listen;
  if (reset) fate = closed && !was_closed ? Fate::taken : Fate::refused;
  capture_[event.captured].fate = fate;
}

void Simulation::Acknowledge(size_t i, bool now) {
  End& end = ends_[i];
  if (now || !options_.delayed_acks || end.ack_due) {
    Transmit(i, kAck, end.snd_nxt, 0);
    return;
  }
  end.ack_due = true;
  At(now_ + kDelayedAck, Event::acknowledge, i);
}

void Simulation::StartTimer(size_t i) {
  ends_[i].timer = now_ + (kFirstTimeout << std::min(ends_[i].tries, 6));
  At(ends_[i].timer, Event::retransmit, i);
}

void Simulation::Open(size_t i) {
  if (ends_[i].state != State::closed) return;
  ends_[i].snd_nxt = ends_[i].iss + 1;
  Enter(i, State::syn_sent);
  Transmit(i, kSyn, ends_[i].iss, 0);
  StartTimer(i);
}

void Simulation::Close(size_t i) {
  ends_[i].close_asked = true;
  Output(i);
}

void Simulation::Abort(size_t i) {
  const State state = ends_[i].state;
  if (state == State::closed || state == State::listen || state == State::time_wait) return;
  Enter(i, State::closed);
  if (state != State::syn_sent) Transmit(i, kRst | kAck, ends_[i].snd_nxt, 0);
  ends_[i].timer = -1;
}

void Simulation::Output(size_t i) {
  End& end = ends_[i];
  if (end.state != State::established && end.state != State::close_wait) return;
  bool sent = false;
  // At most four segments are in flight.
  while (end.unsent > 0 && end.snd_nxt.Since(end.snd_una) < int32_t{4 * kMss}) {
    const uint32_t length = std::min(end.unsent, kMss);
    end.unsent -= length;
    const Seq seq = end.snd_nxt;
    end.snd_nxt = seq + length;
    if (end.unsent == 0 && end.close_asked && Chance(50)) {
      SendFin(i);
      Transmit(i, kAck | kPsh | kFin, seq, length);
    } else {
      Transmit(i, kAck | kPsh, seq, length);
    }
    sent = true;
  }
  if (end.unsent == 0 && end.close_asked && !end.fin_sent) {
    SendFin(i);
    Transmit(i, kAck | kFin, end.fin_seq, 0);
    sent = true;
  }
  if (sent && end.timer < 0) StartTimer(i);
}

void Simulation::SendFin(size_t i) {
  End& end = ends_[i];
  end.fin_seq = end.snd_nxt;
  end.snd_nxt = end.snd_nxt + 1;
  end.fin_sent = true;
  Enter(i, end.state == State::established ? State::fin_wait_1 : State::last_ack);
}

void Simulation::Retransmit(size_t i) {
  End& end = ends_[i];
  end.timer = -1;
  if (end.state == State::closed || end.state == State::time_wait) return;
  if (end.snd_una == end.snd_nxt) return;
  if (++end.tries > kMaxTries) {
    Enter(i, State::closed);
    return;
  }
  if (end.state == State::syn_sent) {
    Transmit(i, kSyn, end.iss, 0);
  } else if (end.state == State::syn_received) {
    Transmit(i, kSyn | kAck, end.iss, 0);
  } else {
    const Seq data_end = end.fin_sent ? end.fin_seq : end.snd_nxt;
    const auto left = static_cast<uint32_t>(std::max(data_end.Since(end.snd_una), 0));
    const uint32_t length = std::min(left, kMss);
    const bool fin = end.fin_sent && length == left;
    Transmit(i, fin ? kAck | kFin : kAck, end.snd_una, length);
  }
  StartTimer(i);
}

void Simulation::Receive(size_t i, const TrackedSegment& segment) {
  End& end = ends_[i];
  const bool syn = segment.flags & kSyn, ack = segment.flags & kAck, rst = segment.flags & kRst;
  switch (end.state) {
    case State::closed:
      if (rst) return;
      end.rcv_nxt = segment.seq + segment.length + (syn ? 1 : 0) + (segment.flags & kFin ? 1 : 0);
      if (ack) {
        Transmit(i, kRst, segment.ack, 0);
      } else {
        Transmit(i, kRst | kAck, Seq(0), 0);
      }
      return;
    case State::listen:
      if (rst || ack || !syn) return;
      end.rcv_nxt = segment.seq + 1;
      end.snd_nxt = end.iss + 1;
      Enter(i, State::syn_received);
      Transmit(i, kSyn | kAck, end.iss, 0);
      StartTimer(i);
      return;
    case State::syn_sent:
      ReceiveSynSent(i, segment);
      return;
    default:
      break;
  }
  if (rst) return ReceiveReset(i, segment);
  if (syn) {
    const bool crossing = ack && end.state == State::syn_received && segment.seq + 1 == end.rcv_nxt;
    if (crossing) {
      if (ReceiveAck(i, segment)) Acknowledge(i, true);
    } else if (end.state == State::syn_received) {
      Transmit(i, kSyn | kAck, end.iss, 0);
    } else {
      Acknowledge(i, true);
    }
    Output(i);
    return;
  }
  if (!ack || !ReceiveAck(i, segment)) return;
  ReceiveText(i, segment);
  Output(i);
}

void Simulation::ReceiveSynSent(size_t i, const TrackedSegment& segment) {
  End& end = ends_[i];
  const bool syn = segment.flags & kSyn, ack = segment.flags & kAck;
  if (ack && segment.ack != end.snd_nxt) {
    if (!(segment.flags & kRst)) Transmit(i, kRst, segment.ack, 0);
    return;
  }
  if (segment.flags & kRst) {
    if (ack) Enter(i, State::closed);
    return;
  }
  if (!syn) return;
  end.rcv_nxt = segment.seq + 1;
  if (!ack) {
    Enter(i, State::syn_received);
    Transmit(i, kSyn | kAck, end.iss, 0);
    return;
  }
  end.snd_una = segment.ack;
  end.timer = -1;
  end.tries = 0;
  Enter(i, State::established);
  Acknowledge(i, true);
  Output(i);
}

void Simulation::ReceiveReset(size_t i, const TrackedSegment& segment) {
  End& end = ends_[i];
  if (segment.seq == end.rcv_nxt) {
    const bool listens = end.state == State::syn_received && end.passive;
    Enter(i, listens ? State::listen : State::closed);
    end.timer = -1;
  } else if (InWindow(segment.seq, end.rcv_nxt, kWindow)) {
    Acknowledge(i, true);  // a challenge (RFC 5961 section 3.2)
  }
}

// False if the segment is not processed further.
bool Simulation::ReceiveAck(size_t i, const TrackedSegment& segment) {
  End& end = ends_[i];
  if (end.state == State::syn_received) {
    if (segment.ack <= end.iss || segment.ack > end.snd_nxt) {
      Transmit(i, kRst, segment.ack, 0);
      return false;
    }
    Enter(i, State::established);
  }
  if (segment.ack > end.snd_nxt) {
    Acknowledge(i, true);
    return false;
  }
  if (segment.ack > end.snd_una) {
    end.snd_una = segment.ack;
    end.tries = 0;
    end.timer = -1;
    if (end.snd_una != end.snd_nxt) StartTimer(i);
  }
  if (end.fin_sent && end.snd_una > end.fin_seq) {
    if (end.state == State::fin_wait_1) Enter(i, State::fin_wait_2);
    if (end.state == State::closing) Enter(i, State::time_wait);
    if (end.state == State::last_ack) {
      Enter(i, State::closed);
      return false;
    }
  }
  return true;
}

void Simulation::ReceiveText(size_t i, const TrackedSegment& segment) {
  End& end = ends_[i];
  const bool fin = segment.flags & kFin;
  const Seq text_end = segment.seq + segment.length;
  if (segment.length == 0 && !fin) {
    // A keep-alive or an old duplicate is answered; a pure acknowledgment is not.
    if (segment.seq < end.rcv_nxt) Acknowledge(i, true);
    return;
  }
  if (fin) {
    end.peer_fin = text_end;
    end.peer_fin_known = true;
  }
  if (segment.seq > end.rcv_nxt) {
    end.early.push_back({segment.seq, text_end});
    Acknowledge(i, true);
    return;
  }
  const bool repeats = text_end + (fin ? 1 : 0) <= end.rcv_nxt;
  if (text_end > end.rcv_nxt) end.rcv_nxt = text_end;
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& [first, last] : end.early) {
      if (first <= end.rcv_nxt && last > end.rcv_nxt) {
        end.rcv_nxt = last;
        moved = true;
      }
    }
  }
  if (end.peer_fin_known && end.rcv_nxt == end.peer_fin) {
    end.rcv_nxt = end.rcv_nxt + 1;
    TakeFin(i);
    return;
  }
  Acknowledge(i, repeats);
}

void Simulation::TakeFin(size_t i) {
  End& end = ends_[i];
  if (end.state == State::established) {
    Enter(i, State::close_wait);
    if (options_.close_ms[i] < 0) {
      end.unsent += static_cast<uint32_t>(options_.half_close_bytes);
      // Sometimes the application closes so soon that one segment acknowledges the FIN and carries
      // its own.
      if (Chance(50)) {
        Close(i);
        if (end.state == State::last_ack) return;
      } else {
        At(now_ + 30 * kMs, Event::close, i);
      }
    }
  } else if (end.state == State::fin_wait_1) {
    Enter(i, State::closing);
  } else if (end.state == State::fin_wait_2) {
    Enter(i, State::time_wait);
  }
  Acknowledge(i, true);
}

}  // namespace tcpladder
