#!/bin/bash
# Runs the service in a Debian 12 that booted with systemd as process 1, in a container, and checks what an
# administrator would look at. Needs root, mmdebstrap and systemd-nspawn.
#
#   Tests/Acceptance/booted.sh [DIR]     DIR holds dondoc and dondocd, linked with --static-swift-stdlib
#                                        (default: they are built, as release)
#
# IDLE_SECONDS: how long to watch that nothing wakes it (default 10).
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
cache=$top/.build/acceptance
mkdir -p "$cache"

programs=${1:-}
if [ -z "$programs" ]; then
    (cd "$top" && swift build -c release --static-swift-stdlib --product dondocd &&
        swift build -c release --static-swift-stdlib --product dondoc)
    programs=$top/.build/release
fi

tar=$cache/bookworm.tar
if [ ! -s "$tar" ]; then
    mmdebstrap --variant=minbase --include=systemd,systemd-sysv,dbus,tzdata,libsystemd0,libsqlite3-0,libstdc++6 \
        bookworm "$cache/new.tar"
    mv "$cache/new.tar" "$tar"
fi

root=$(mktemp -d "$cache/root.XXXXXX")
container=
finish() {
    status=$?
    [ $status -eq 0 ] || { echo "FAILED"; inside journalctl --no-pager -n 60 2>&1 | sed 's/^/    /' || true; }
    [ -z "$container" ] || { kill "$container" 2>/dev/null; wait "$container" 2>/dev/null; } || true
    rm -rf "$root"
    exit $status
}
trap finish EXIT

init=
inside() { nsenter -t "$init" -m -p -u -i -n -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
step() { echo "== $*"; }
fail() { echo "!! $*" >&2; exit 1; }
# eventually SECONDS COMMAND…: until it succeeds
eventually() {
    local end=$((SECONDS + $1)); shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || { "$@" || true; fail "not in time: $*"; }
        sleep 0.2
    done
}
# says WORDS COMMAND…: the output holds the words
says() { local words=$1; shift; "$@" 2>&1 | grep -qF -- "$words"; }
expect() { says "$@" || { shift; "$@" >&2 || true; fail "expected: $*"; }; }
mails() { find "$root/var/spool/dondoc/$1/new" -type f 2>/dev/null | wc -l; }
entries() { inside journalctl --no-pager -q -o export DONDOC_TASK="$1" | grep -c '^DONDOC_NOTICE=' || true; }
property() { inside systemctl show -P "$1" dondocd.service; }

step "install"
tar -C "$root" -xf "$tar"
install -m 755 "$programs/dondocd" "$programs/dondoc" "$root/usr/bin/"
install -D -m 644 -t "$root/usr/lib/systemd/system" "$top"/systemd/*.service "$top"/systemd/*.socket
install -D -m 644 -t "$root/usr/lib/sysusers.d" "$top"/systemd/sysusers.d/*.conf
install -D -m 644 -t "$root/usr/lib/tmpfiles.d" "$top"/systemd/tmpfiles.d/*.conf
install -D -m 644 -t "$root/usr/lib/systemd/catalog" "$top"/systemd/*.catalog
journalctl --root="$root" --update-catalog
systemd-sysusers --root="$root" dondoc.conf
systemd-tmpfiles --root="$root" --create dondoc.conf
systemctl --root="$root" enable dondocd.service dondocd.socket 2>/dev/null

step "boot"
systemd-nspawn -q -D "$root" --boot --register=no --keep-unit --private-network --console=read-only >/dev/null 2>&1 &
container=$!
eventually 30 pgrep -P "$container"
init=$(pgrep -P "$container" | head -1)
eventually 60 inside systemctl is-system-running --wait

step "it runs, and waits for a site"
eventually 20 inside systemctl is-active dondocd.service
[ "$(inside stat -c %G:%a /run/dondoc/io.dondoc)" = dondoc:660 ] || fail "the socket's mode"
[ "$(property User)" = dondoc ] || fail "the user"

step "a site is dropped in and read by itself"
yesterday=$(inside env TZ=Asia/Ho_Chi_Minh date -d yesterday +%F)
year=$(inside env TZ=Asia/Ho_Chi_Minh date +%Y)
mkdir -p "$root/etc/dondoc/programmes" "$root/etc/dondoc/rules"
cat > "$root/etc/dondoc/bodies.yaml" <<EOF
bodies:
  - id: van-phong
    name: Văn phòng
  - id: ban-dan-van
    name: Ban Dân vận
    parent: van-phong
EOF
cat > "$root/etc/dondoc/programmes/thu.yaml" <<EOF
programme: THU-01
title: Chương trình thử
issued: $yesterday
tasks:
  - id: "1"
    title: Báo cáo kết quả
    lead: [ban-dan-van]
    deadline: đến hết năm $((year + 2))
  - id: "2"
    title: Rà soát quy chế
    lead: [ban-dan-van]
    deadline: sau khi có hướng dẫn của Trung ương
    event: huong-dan
EOF
rule() {
    cat > "$root/etc/dondoc/rules/.new" <<EOF
quy tắc "giao-viec"
  khi sau ban hành $1
  nhắc chủ trì

quy tắc "co-huong-dan"
  khi sự kiện "huong-dan"
  nhắc chủ trì
EOF
    mv "$root/etc/dondoc/rules/.new" "$root/etc/dondoc/rules/thu.rules"
}
rule "1 giờ"
eventually 20 says "2 nhiệm vụ" inside systemctl status --no-pager dondocd.service
inside systemctl status --no-pager dondocd.service | grep -F Status:

step "a notice is in the journal and in the Maildir, with the right owner and mode"
eventually 20 test "$(mails ban-dan-van)" -ge 1 || true
eventually 20 says giao-viec inside journalctl --no-pager -q -o export DONDOC_TASK=1
[ "$(entries 1)" -eq 1 ] || fail "entries of task 1: $(entries 1)"
[ "$(mails ban-dan-van)" -ge 1 ] || fail "no mail"
letter=$(find "$root/var/spool/dondoc/ban-dan-van/new" -type f | head -1)
inside stat -c '%U:%G:%a %n' "/${letter#"$root"/}"
[ "$(inside stat -c %U:%G:%a "/${letter#"$root"/}")" = dondoc:dondoc:640 ] || fail "the letter's owner and mode"
[ "$(inside stat -c %U:%G:%a /var/spool/dondoc/ban-dan-van/new)" = dondoc:dondoc:750 ] || fail "the folder's mode"
inside journalctl --no-pager -q -x DONDOC_TASK=1 | sed 's/^/    /'
expect "dondoc why THU-01/1" inside journalctl --no-pager -q -x DONDOC_TASK=1

step "a report through the socket"
inside dondoc event huong-dan --by "Văn thư" >/dev/null
eventually 20 says co-huong-dan inside journalctl --no-pager -q -o export DONDOC_TASK=2
sleep 1
total=$(mails ban-dan-van)
written=$(entries 2)

step "a rule edited badly: the last good stays"
printf 'quy tắc "giao-viec"\n  khi sau ban hnàh 1 ngày\n  nhắc chủ trì\n' > "$root/etc/dondoc/rules/thu.rules"
eventually 20 says "1 tệp có lỗi" inside systemctl status --no-pager dondocd.service
inside dondoc status >/dev/null || fail "dondoc status"
rule "1 giờ"
eventually 20 sh -c "! nsenter -t $init -m -p -- systemctl status --no-pager dondocd.service | grep -qF 'có lỗi'"

step "systemctl reload, 20 times"
for _ in $(seq 20); do inside systemctl reload dondocd.service; done
[ "$(property ActiveState)" = active ] || fail "after reload: $(property ActiveState)"

step "killed with SIGKILL: restarted, nothing sent twice"
before=$(property MainPID)
inside systemctl kill -s KILL dondocd.service
restarted() { [ "$(property MainPID)" != "$before" ] && [ "$(property ActiveState)" = active ]; }
eventually 30 restarted
expect "2 nhiệm vụ" inside systemctl status --no-pager dondocd.service
[ "$(mails ban-dan-van)" -eq "$total" ] || fail "mails: $(mails ban-dan-van), were $total"
[ "$(entries 1)" -eq 1 ] && [ "$(entries 2)" -eq "$written" ] || fail "entries: $(entries 1), $(entries 2)"

step "the socket holds requests while the daemon restarts"
inside systemctl stop dondocd.service 2>/dev/null
inside dondoc status >/dev/null || fail "the socket did not start the daemon"
eventually 20 inside systemctl is-active dondocd.service

step "a working queue that hangs is noticed by the watchdog"
mkdir -p "$root/run/systemd/system/dondocd.service.d" 2>/dev/null || true
inside sh -c 'mkdir -p /run/systemd/system/dondocd.service.d && printf "[Service]\nWatchdogSec=3\n" > /run/systemd/system/dondocd.service.d/watchdog.conf'
inside systemctl daemon-reload
inside systemctl restart dondocd.service
before=$(property MainPID)
inside sh -c "kill -STOP $before"
eventually 40 restarted
[ "$(mails ban-dan-van)" -eq "$total" ] || fail "sent again after the watchdog"

step "the journal stops and starts"
inside systemctl restart systemd-journald.service
cat >> "$root/etc/dondoc/programmes/thu.yaml" <<EOF
  - id: "3"
    title: Việc giao thêm
    lead: [van-phong]
    deadline: đến hết năm $((year + 2))
EOF
eventually 20 says giao-viec inside journalctl --no-pager -q -o export DONDOC_TASK=3
[ "$(mails van-phong)" -eq 1 ] || fail "mails to van-phong: $(mails van-phong)"

step "in a quiet time nothing wakes it"
inside sh -c 'printf "[Service]\nWatchdogSec=0\n" > /run/systemd/system/dondocd.service.d/watchdog.conf'
inside systemctl daemon-reload
inside systemctl restart dondocd.service
eventually 20 inside systemctl is-active dondocd.service
sleep 8
switches() { inside sh -c "cat /proc/$(property MainPID)/task/*/status" | awk '/ctxt_switches/ { n += $2 } END { print n }'; }
before=$(switches); sleep "${IDLE_SECONDS:-10}"; after=$(switches)
echo "    context switches in ${IDLE_SECONDS:-10} s: $((after - before)); $(inside grep VmRSS "/proc/$(property MainPID)/status")"
[ "$after" -eq "$before" ] || fail "it woke $((after - before)) times"

step "locked down"
inside systemd-analyze security --no-pager dondocd.service | tail -1
inside systemd-analyze security --no-pager --threshold=10 dondocd.service >/dev/null || fail "exposure above 1.0"
[ -z "$(inside systemd-analyze verify /usr/lib/systemd/system/dondocd.service /usr/lib/systemd/system/dondocd.socket 2>&1 | grep -v 'man ')" ] ||
    fail "systemd-analyze verify"

step "stop"
inside systemctl stop dondocd.service dondocd.socket
[ "$(property Result)" = success ] && [ "$(property ExecMainStatus)" = 0 ] || fail "result: $(property Result)"
inside dondoc --state /var/lib/dondoc audit verify || fail "the ledger"

echo "all well"
