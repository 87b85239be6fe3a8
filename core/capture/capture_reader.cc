// A container requests the bytes that it needs, and this file provides them. The container reads
// directly from the pushed chunk unless bytes are left over from earlier chunks. Leftover bytes are
// stored in a Carry, which takes from the next chunk exactly what the container requested, so that
// only a record that spans chunks is copied. The Carry grows by the bytes that arrive, never by the
// value of a length field.
#include "core/capture/capture_reader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/capture/container.h"
#include "core/capture/rare_containers.h"

namespace tcpladder {
namespace {

// Bytes that wait for the rest of their record. Removing bytes at the front is cheap.
class Carry {
 public:
  bool empty() const { return first_ == bytes_.size(); }
  size_t size() const { return bytes_.size() - first_; }
  std::span<const std::byte> bytes() const { return std::span(bytes_).subspan(first_); }

  void Append(std::span<const std::byte> more) {
    bytes_.insert(bytes_.end(), more.begin(), more.end());
  }
  void Drop(size_t n) {
    first_ += n;
    if (first_ == bytes_.size()) {
      bytes_.clear();
      first_ = 0;
    } else if (first_ >= bytes_.size() / 2) {
      bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<ptrdiff_t>(first_));
      first_ = 0;
    }
  }

 private:
  std::vector<std::byte> bytes_;
  size_t first_ = 0;
};

constexpr size_t kMagicLength = 4;

// The first four bytes as a word; missing bytes count as zero.
uint32_t FirstWord(ByteReader input) {
  uint32_t word = 0;
  for (size_t i = 0; i < kMagicLength; ++i) word = word << 8 | input.U8(i);
  return word;
}

}  // namespace

class CaptureReader::Impl {
 public:
  Impl(FrameSink& frames, Findings& findings) : output_(frames, findings) {}

  CaptureStatus Push(std::span<const std::byte> chunk) {
    while (!refused_ && !chunk.empty()) {
      if (carry_.empty()) {
        chunk = chunk.subspan(Read(chunk, false));
        if (refused_ || chunk.size() < need_) {
          carry_.Append(chunk);
          break;
        }
        continue;
      }
      const size_t take = std::min(chunk.size(), need_ - carry_.size());
      carry_.Append(chunk.first(take));
      chunk = chunk.subspan(take);
      if (carry_.size() >= need_) carry_.Drop(Read(carry_.bytes(), false));
    }
    return Status();
  }

  CaptureStatus Finish() {
    if (refused_) return Status();
    if (offset_ == 0 && carry_.empty()) {
      output_.Add(FindingId::k_empty_file, 0, 0);
      refused_ = true;
    } else {
      Read(carry_.bytes(), true);
    }
    return Status();
  }

  const CaptureMetadata& metadata() const { return metadata_; }

 private:
  CaptureStatus Status() const {
    return refused_ ? CaptureStatus::refused : CaptureStatus::need_more;
  }

  // Returns how many of `bytes` were consumed; need_ is then larger than the rest.
  size_t Read(std::span<const std::byte> bytes, bool last) {
    size_t done = 0;
    for (;;) {
      const ByteReader input(bytes.subspan(done), offset_);
      if (!container_ && !Recognise(input, last)) return done;
      const Progress progress = container_->Read(input, last);
      const size_t consumed = std::min(progress.consumed, input.size());
      refused_ = progress.refused;
      done += consumed;
      offset_ += consumed;
      need_ = std::max(progress.need, input.size() - consumed + 1);
      if (!progress.another) return done;
      output_.Add(FindingId::k_another_file, 0, offset_, {static_cast<int64_t>(offset_)});
      container_.reset();
    }
  }

  bool Recognise(ByteReader input, bool last) {
    if (!input.Has(kMagicLength) && !last) {
      need_ = kMagicLength;
      return false;
    }
    container_ = MakeContainer(input, output_, metadata_);
    if (container_) return true;
    if (kRareContainers != nullptr) {
      Recognised rare = kRareContainers(input, last, output_);
      if (rare.need != 0) {
        need_ = std::max(rare.need, input.size() + 1);
        return false;
      }
      container_ = std::move(rare.container);
      if (container_) return true;
    }
    output_.Add(FindingId::k_not_a_capture, 0, 0, {FirstWord(input)});
    refused_ = true;
    return false;
  }

  static std::unique_ptr<Container> MakeContainer(ByteReader input, CaptureOutput& output,
                                                  CaptureMetadata& metadata) {
    switch (input.U32(0)) {
      case 0xa1b2c3d4:  // microseconds
      case 0xd4c3b2a1:
      case 0xa1b23c4d:  // nanoseconds
      case 0x4d3cb2a1:
      case 0xa1b2cd34:  // Kuznetsov's patches
      case 0x34cdb2a1:
      case 0x1c0001ac:  // Ixia, capture by hardware or software
      case 0xac01001c:
      case 0x1c0001ab:
      case 0xab01001c:
        return MakePcap(output);
      case 0x0a0d0d0a:
        return MakePcapng(output, metadata);
      default:
        return nullptr;
    }
  }

  CaptureOutput output_;
  CaptureMetadata metadata_;
  std::unique_ptr<Container> container_;
  Carry carry_;
  uint64_t offset_ = 0;  // file offset of the first byte that is not consumed
  size_t need_ = kMagicLength;
  bool refused_ = false;
};

CaptureReader::CaptureReader(FrameSink& frames, Findings& findings)
    : impl_(std::make_unique<Impl>(frames, findings)) {}
CaptureReader::~CaptureReader() = default;
CaptureStatus CaptureReader::Push(std::span<const std::byte> chunk) { return impl_->Push(chunk); }
CaptureStatus CaptureReader::Finish() { return impl_->Finish(); }
const CaptureMetadata& CaptureReader::metadata() const { return impl_->metadata(); }

}  // namespace tcpladder
