#include "CUTF8.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <string.h>

// J. Keiser, D. Lemire, Validating UTF-8 in less than one instruction per byte (2021): three tables, asked with the
// halves of two neighbouring bytes, name the faults that each half allows; a fault all three allow is there.
enum {
    TOO_SHORT = 1,      // a lead byte and no continuation
    TOO_LONG = 2,       // a continuation after ASCII
    OVERLONG_3 = 4,     // E0 80…9F
    TOO_LARGE = 8,      // F4 90…, F5…
    SURROGATE = 16,     // ED A0…BF
    OVERLONG_2 = 32,    // C0, C1
    TOO_LARGE_F5 = 64,  // F5… 80…8F
    OVERLONG_4 = 64,    // F0 80…8F
    CONTINUED = 128,    // two continuations: right only as third and fourth bytes
    ANY = TOO_SHORT | TOO_LONG | CONTINUED,
};

static int is_able(void) {
    static int known; // 0 not asked yet, 1 no, 2 yes: any thread finds the same
    if (known) return known == 2;
    unsigned a, b, c, d;
    known = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSSE3) ? 2 : 1;
    return known == 2;
}

__attribute__((target("ssse3"), always_inline)) static inline __m128i faults(__m128i input, __m128i before) {
    const __m128i low_half = _mm_set1_epi8(0x0F);
    const __m128i by_first_high = _mm_setr_epi8(
        TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, (char)CONTINUED,
        (char)CONTINUED, (char)CONTINUED, (char)CONTINUED, TOO_SHORT | OVERLONG_2, TOO_SHORT,
        TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_F5 | OVERLONG_4);
    const __m128i by_first_low = _mm_setr_epi8(
        (char)(ANY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), (char)(ANY | OVERLONG_2), (char)ANY, (char)ANY,
        (char)(ANY | TOO_LARGE), (char)(ANY | TOO_LARGE | TOO_LARGE_F5), (char)(ANY | TOO_LARGE | TOO_LARGE_F5),
        (char)(ANY | TOO_LARGE | TOO_LARGE_F5), (char)(ANY | TOO_LARGE | TOO_LARGE_F5),
        (char)(ANY | TOO_LARGE | TOO_LARGE_F5), (char)(ANY | TOO_LARGE | TOO_LARGE_F5),
        (char)(ANY | TOO_LARGE | TOO_LARGE_F5), (char)(ANY | TOO_LARGE | TOO_LARGE_F5),
        (char)(ANY | TOO_LARGE | TOO_LARGE_F5 | SURROGATE), (char)(ANY | TOO_LARGE | TOO_LARGE_F5),
        (char)(ANY | TOO_LARGE | TOO_LARGE_F5));
    const __m128i by_second_high = _mm_setr_epi8(
        TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
        (char)(TOO_LONG | OVERLONG_2 | CONTINUED | OVERLONG_3 | TOO_LARGE_F5 | OVERLONG_4),
        (char)(TOO_LONG | OVERLONG_2 | CONTINUED | OVERLONG_3 | TOO_LARGE),
        (char)(TOO_LONG | OVERLONG_2 | CONTINUED | SURROGATE | TOO_LARGE),
        (char)(TOO_LONG | OVERLONG_2 | CONTINUED | SURROGATE | TOO_LARGE), TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
    __m128i first = _mm_alignr_epi8(input, before, 15);
    __m128i found = _mm_and_si128(
        _mm_and_si128(
            _mm_shuffle_epi8(by_first_high, _mm_and_si128(_mm_srli_epi16(first, 4), low_half)),
            _mm_shuffle_epi8(by_first_low, _mm_and_si128(first, low_half))),
        _mm_shuffle_epi8(by_second_high, _mm_and_si128(_mm_srli_epi16(input, 4), low_half)));
    // A third byte stands two after E0…, a fourth three after F0…; there, and only there, two continuations are right.
    __m128i third = _mm_subs_epu8(_mm_alignr_epi8(input, before, 14), _mm_set1_epi8(0xE0 - 0x80));
    __m128i fourth = _mm_subs_epu8(_mm_alignr_epi8(input, before, 13), _mm_set1_epi8(0xF0 - 0x80));
    __m128i continued = _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8((char)CONTINUED));
    return _mm_xor_si128(found, continued);
}

__attribute__((target("ssse3"))) static int check(const uint8_t *bytes, size_t count) {
    __m128i before = _mm_setzero_si128(), found = _mm_setzero_si128();
    for (; count >= 16; count -= 16, bytes += 16) {
        __m128i input = _mm_loadu_si128((const __m128i *)bytes);
        found = _mm_or_si128(found, faults(input, before));
        before = input;
    }
    // The rest, and zeros: a character that is cut off is too short before them.
    uint8_t rest[16] = {0};
    if (count > 0) memcpy(rest, bytes, count);
    found = _mm_or_si128(found, faults(_mm_loadu_si128((const __m128i *)rest), before));
    return _mm_movemask_epi8(_mm_cmpeq_epi8(found, _mm_setzero_si128())) == 0xFFFF;
}

int dondoc_utf8_check(const uint8_t *bytes, size_t count) { return is_able() ? check(bytes, count) : -1; }

#else

int dondoc_utf8_check(const uint8_t *bytes, size_t count) {
    (void)bytes, (void)count;
    return -1;
}

#endif
