#include "CICUStub.h"

// GRDB imports Foundation, and that brings in ICU with 34 MB of data about the world's languages, of which dondoc uses
// nothing: its words and dates are its own. This is an empty package of data under the name that ICU looks for (as in
// ICU's own `stubdata`); the linker takes it, and leaves the full one in the archive. What would need the data (Locale,
// DateFormatter, Calendar, localized comparison) is not to be called. Where Foundation is a shared library, as in debug
// builds, nothing changes.
__attribute__((visibility("hidden"), aligned(16))) const struct {
    uint16_t header_size;
    uint8_t magic[2];
    uint16_t info_size, reserved;
    uint8_t is_big_endian, charset_family, char_size, reserved_byte;
    uint8_t format[4], format_version[4], data_version[4], padding[8];
    uint32_t item_count, reserved_word;
    uint64_t end[2];
} icudt76_dat = {
    .header_size = 32,
    .magic = {0xda, 0x27},
    .info_size = 20,
    .char_size = 2,
    .format = {'T', 'o', 'C', 'P'},
    .format_version = {1},
};
