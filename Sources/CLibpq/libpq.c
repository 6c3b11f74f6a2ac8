#define _GNU_SOURCE
#include "CLibpq.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

#define DEFINE(type, name, parameters, arguments) \
    static type (*name) parameters; \
    type dondoc_##name parameters { return name arguments; }
#define DEFINE_PROCEDURE(name, parameters, arguments) \
    static void (*name) parameters; \
    void dondoc_##name parameters { name arguments; }
DONDOC_LIBPQ_FUNCTIONS(DEFINE)
DONDOC_LIBPQ_PROCEDURES(DEFINE_PROCEDURE)

static char failure[256];

static void open_library(void) {
    void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        snprintf(failure, sizeof failure, "%s", dlerror());
        return;
    }
#define FIND_PROCEDURE(name, parameters, arguments) \
    if (!(*(void **)&name = dlsym(library, #name))) { \
        snprintf(failure, sizeof failure, "libpq.so.5 lacks %s", #name); \
        return; \
    }
#define FIND(type, name, parameters, arguments) FIND_PROCEDURE(name, parameters, arguments)
    DONDOC_LIBPQ_FUNCTIONS(FIND)
    DONDOC_LIBPQ_PROCEDURES(FIND_PROCEDURE)
}

const char *dondoc_libpq_open(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    return failure[0] ? failure : NULL;
}
