// Linux system calls that Swift's Glibc overlay does not export.
#pragma once
#include <sys/inotify.h>
#include <sys/timerfd.h>
#include <sys/socket.h>
#include <sys/un.h>
