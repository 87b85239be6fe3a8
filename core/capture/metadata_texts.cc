#include "core/capture/metadata_texts.h"

#include <utility>

namespace tcpladder {

void MetadataTexts::AddComment(ByteReader value, uint32_t frame, uint32_t interface) {
  CaptureMetadata::Comment comment{frame, interface, Text(value, CaptureMetadata::kMaxComment)};
  const bool room = metadata_.comments.size() < CaptureMetadata::kMaxComments;
  if (!comment.text.empty() && TakeRoom(room, kComments, comment.text, value.offset())) {
    metadata_.comments.push_back(std::move(comment));
  }
}

void MetadataTexts::AddNames(ByteReader record, size_t address_length, uint8_t version) {
  if (!record.Has(address_length)) return;
  CaptureMetadata::Name name;
  name.version = version;
  for (size_t i = 0; i < address_length; ++i) name.address[i] = record.U8(i);
  ByteReader texts = record.From(address_length);
  while (!texts.empty()) {
    size_t end = 0;
    while (end < texts.size() && texts.U8(end) != 0) ++end;
    name.text = Text(texts.First(end));
    const bool room = metadata_.names.size() < CaptureMetadata::kMaxNames;
    if (!name.text.empty() && TakeRoom(room, kNames, name.text, texts.offset())) {
      metadata_.names.push_back(name);
    }
    texts = texts.From(end + 1);
  }
}

std::string MetadataTexts::Text(ByteReader value, size_t most) {
  const auto bytes = value.First(most).bytes();
  std::string text(bytes.size(), '\0');
  for (size_t i = 0; i < bytes.size(); ++i) text[i] = static_cast<char>(bytes[i]);
  return text;
}

bool MetadataTexts::TakeRoom(bool room, Kind kind, const std::string& text, uint64_t offset) {
  if (room && metadata_.text_bytes + text.size() <= CaptureMetadata::kMaxTexts) {
    metadata_.text_bytes += text.size();
    return true;
  }
  const size_t kept = kind == kNames ? metadata_.names.size() : metadata_.comments.size();
  output_.Add(FindingId::k_texts_not_kept, kind, offset, {kind, static_cast<int64_t>(kept)});
  return false;
}

}  // namespace tcpladder
