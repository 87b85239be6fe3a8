// Reads a system call of a script: `name(arguments) = result ERRNO (note)`.
#ifndef TCPLADDER_CORE_SCRIPT_CALL_READER_H_
#define TCPLADDER_CORE_SCRIPT_CALL_READER_H_

#include "core/script/cursor.h"
#include "core/script/script.h"

namespace tcpladder {

// The current token is the name, or the ellipsis of a blocking call. Arguments and result are
// stored as text; only their brackets are checked.
bool ReadCall(Cursor& cursor, SystemCall& call);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_CALL_READER_H_
