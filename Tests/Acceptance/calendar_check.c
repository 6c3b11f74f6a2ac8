// Reads a calendar (RFC 5545) from standard input with libical: exit code 0 where it has no fault and obeys RFC 5546's
// restrictions for its method, as far as libical knows them.
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    size_t size = 0, room = 1 << 20;
    char *text = malloc(room);
    while (text) {
        size += fread(text + size, 1, room - size - 1, stdin);
        if (size < room - 1) break;
        text = realloc(text, room *= 2);
    }
    if (!text) return 3;
    text[size] = 0;
    icalerror_set_errors_are_fatal(0);
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar) return fprintf(stderr, "no calendar\n"), 1;
    icalrestriction_check(calendar);
    int faults = icalcomponent_count_errors(calendar);
    if (faults > 0) fprintf(stderr, "%s\n", icalcomponent_as_ical_string(calendar));
    printf("%d\n", icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT));
    icalcomponent_free(calendar);
    free(text);
    return faults > 0;
}
