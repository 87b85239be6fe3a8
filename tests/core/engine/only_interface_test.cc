// One interface of a capture that has several.
#include <gtest/gtest.h>

#include "core/engine/engine.h"
#include "tests/support/packets.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

TEST(OnlyInterface, TakesItsPacketsAndNumbersThemAsInTheFile) {
  PcapngWriter writer;
  writer.Interface(1).Interface(1);
  for (const uint32_t interface : {0u, 1u, 0u, 1u}) {
    writer.EnhancedPacket(interface, 1'700'000'000'000'000, TcpFrame());
  }
  Engine engine({.only_interface = 1});
  engine.Push(writer.file());
  engine.Finish();
  EXPECT_EQ(engine.totals().packets, 2u);
  ASSERT_EQ(engine.segments().size(), 2u);
  EXPECT_EQ(engine.segments()[0].frame, 2u);
  EXPECT_EQ(engine.segments()[1].frame, 4u);
}

}  // namespace
}  // namespace tcpladder::test
