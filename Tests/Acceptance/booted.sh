#!/bin/bash
# Installs the Debian package in a Debian 12 that booted with systemd as process 1, in a container, and does and looks
# at what an administrator would. Needs root, mmdebstrap, systemd-nspawn, python3 and openssl; and the network once, for Debian itself.
#
#   Tests/Acceptance/booted.sh [--idle SECONDS] [PACKAGE.deb]
#
# PACKAGE: default build/dondoc_*_amd64.deb, as `make deb` leaves it.
# --idle: how long to watch that nothing wakes it, with the watchdog and without (default 10).
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
cache=$top/.build/acceptance
mkdir -p "$cache"
idle=10
if [ "${1:-}" = --idle ]; then idle=$2; shift 2; fi
package=${1:-$(ls "$top"/build/dondoc_*_amd64.deb)}

# What the package depends on comes from Debian here, for the container has no network.
depends=$(dpkg-deb -f "$package" Depends | tr ',' '\n' | sed -E 's/^ *([^ |(:]+).*/\1/' | sort -u | paste -sd,)
include=systemd,systemd-sysv,dbus,procps,locales,msmtp,postfix,nginx-light,$depends
tar=$cache/bookworm-$(sha256sum <<<"$include" | head -c 12).tar
if [ ! -s "$tar" ]; then
    mmdebstrap --variant=minbase --include="$include" \
        --customize-hook='chroot "$1" localedef -i vi_VN -f UTF-8 vi_VN.UTF-8' \
        --customize-hook='rm -f "$1"/etc/systemd/system/multi-user.target.wants/postfix* "$1"/etc/systemd/system/multi-user.target.wants/nginx*' \
        bookworm "$cache/new.tar"
    mv "$cache/new.tar" "$tar"
fi

root=$(mktemp -d "$cache/root.XXXXXX")
work=$(mktemp -d)
container= sink=
finish() {
    status=$?
    [ $status -eq 0 ] || { echo "FAILED"; inside journalctl --no-pager -n 60 2>&1 | sed 's/^/    /' || true; }
    for process in $sink $container; do kill "$process" 2>/dev/null || true; done
    [ -z "$container" ] || wait "$container" 2>/dev/null || true
    rm -rf "$root" "$work"
    exit $status
}
trap finish EXIT

init=
in_container() { nsenter -t "$init" -m -p -u -i -n -- "$@"; }
inside() { in_container env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
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
says() { local words=$1; shift; "$@" 2>&1 | grep -F -- "$words" >/dev/null; }
expect() { says "$@" || { shift; "$@" >&2 || true; fail "expected: $*"; }; }
mails() { find "$root/var/spool/dondoc/$1/new" -type f 2>/dev/null | wc -l; }
entries() { inside journalctl --no-pager -q -o export DONDOC_TASK="$1" | grep -c '^DONDOC_NOTICE=' || true; }
property() { inside systemctl show -P "$1" "${2:-dondocd.service}"; }
status() { inside systemctl status --no-pager dondocd.service; }
drop_in() {
    inside mkdir -p "/run/systemd/system/$1.d"
    printf '[Service]\n%s\n' "$2" >"$root/root/drop-in"
    inside cp /root/drop-in "/run/systemd/system/$1.d/acceptance.conf"
    inside systemctl daemon-reload
}
no_drop_in() { inside rm -rf "/run/systemd/system/$1.d"; inside systemctl daemon-reload; }

step "boot"
tar -C "$root" -xf "$tar"
systemd-nspawn -q -D "$root" --boot --register=no --keep-unit --private-network --console=read-only >/dev/null 2>&1 &
container=$!
eventually 30 pgrep -P "$container"
init=$(pgrep -P "$container" | head -1)
eventually 60 inside systemctl is-system-running --wait
inside ip link set lo up 2>/dev/null || true

step "dpkg -i: installed, running, waiting for a site"
cp "$package" "$root/root/dondoc.deb"
inside dpkg -i /root/dondoc.deb >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "dpkg -i"; }
grep -iE 'warning|error|fail' "$work/dpkg" && fail "dpkg says so"
eventually 20 inside systemctl is-active dondocd.service
for unit in dondocd.service dondocd.socket; do inside systemctl is-enabled $unit >/dev/null || fail "$unit"; done
for unit in dondoc-deliver.path dondoc-deliver.service dondoc-web.socket dondoc-replies.path dondoc-replies.timer; do
    [ "$(inside systemctl is-enabled $unit || true)" = disabled ] || fail "$unit is enabled"
done
[ "$(inside stat -c %G:%a /run/dondoc/io.dondoc)" = dondoc:660 ] || fail "the socket's mode"
[ "$(property User)" = dondoc ] || fail "the user"
[ "$(property NRestarts)" = 0 ] || fail "it was restarted"
inside systemctl --failed --no-legend | grep . && fail "failed units"
inside dpkg --verify dondoc | grep . && fail "dpkg --verify"
expect "/etc/dondoc/dondoc.yaml" inside dpkg-query -W -f '${Conffiles}' dondoc
if inside sh -c 'command -v varlinkctl' >/dev/null; then
    expect GetStatus inside varlinkctl introspect /run/dondoc/io.dondoc io.dondoc
else
    echo "    no varlinkctl: Debian 12 has systemd 252"
fi

step "locked down"
for unit in dondocd.service dondoc-deliver.service dondoc-web.service dondoc-replies.service; do
    inside systemd-analyze security --no-pager $unit | tail -1
done
inside systemd-analyze security --no-pager --threshold=6 dondocd.service >/dev/null || fail "exposure above 0.6"
for unit in dondoc-deliver.service dondoc-web.service dondoc-replies.service; do
    inside systemd-analyze security --no-pager --threshold=10 $unit >/dev/null || fail "$unit: exposure above 1.0"
done
[ "$(property MemoryMax)" != infinity ] && [ "$(property TasksMax)" -le 64 ] || fail "no limits of memory and threads"
inside sh -c 'systemd-analyze verify --man=no /lib/systemd/system/dondoc*' >"$work/verify" 2>&1 || true
[ ! -s "$work/verify" ] || { cat "$work/verify"; fail "systemd-analyze verify"; }

step "a site is dropped in and read by itself"
yesterday=$(inside env TZ=Asia/Ho_Chi_Minh date -d yesterday +%F)
year=$(inside env TZ=Asia/Ho_Chi_Minh date +%Y)
site=$root/etc/dondoc
cat >"$site/bodies.yaml" <<EOF
bodies:
  - id: van-phong
    name: Văn phòng
  - id: ban-dan-van
    name: Ban Dân vận
    parent: van-phong
EOF
task() {
    printf '  - id: "%s"\n    title: %s\n    lead: [%s]\n    deadline: đến hết năm %s\n' "$1" "$2" "$3" $((year + 2)) \
        >>"$site/programmes/thu.yaml"
}
cat >"$site/programmes/thu.yaml" <<EOF
programme: THU-01
title: Chương trình thử
issued: $yesterday
tasks:
  - id: "2"
    title: Rà soát quy chế
    lead: [ban-dan-van]
    deadline: sau khi có hướng dẫn của Trung ương
    event: huong-dan
EOF
task 1 "Báo cáo kết quả" ban-dan-van
# At once, for this runs at any hour: what is late otherwise waits for the office to open.
rule() {
    cat >"$site/rules/.new" <<EOF
quy tắc "giao-viec"
  khi sau ban hành $1
  nhắc chủ trì
  gửi bù ngay

quy tắc "co-huong-dan"
  khi sự kiện "huong-dan"
  nhắc chủ trì
EOF
    mv "$site/rules/.new" "$site/rules/thu.rules"
}
rule "1 giờ"
# The rules that come with the package are switched off as its manual says.
for file in "$root"/usr/lib/dondoc/rules/*.rules; do ln -s /dev/null "$site/rules/$(basename "$file")"; done
eventually 20 says "2 nhiệm vụ" status
status | grep -F Status:

step "a notice is in the journal and in the Maildir, with the right owner and mode"
eventually 20 test -d "$root/var/spool/dondoc/ban-dan-van/new"
eventually 20 says giao-viec inside journalctl --no-pager -q -o export DONDOC_TASK=1
[ "$(entries 1)" -eq 1 ] || fail "entries of task 1: $(entries 1)"
[ "$(mails ban-dan-van)" -ge 1 ] || fail "no mail"
letter=$(find "$root/var/spool/dondoc/ban-dan-van/new" -type f | head -1)
[ "$(inside stat -c %U:%G:%a "/${letter#"$root"/}")" = dondoc:dondoc:640 ] || fail "the letter's owner and mode"
[ "$(inside stat -c %U:%G:%a /var/spool/dondoc/ban-dan-van/new)" = dondoc:dondoc:750 ] || fail "the folder's mode"
[ "$(inside stat -c %U:%G:%a /var/lib/dondoc)" = dondoc:dondoc:750 ] || fail "the state's mode"
inside journalctl --no-pager -q -x DONDOC_TASK=1 | sed 's/^/    /'
expect "dondoc why THU-01/1" inside journalctl --no-pager -q -x DONDOC_TASK=1
expect "reminded ban-dan-van" inside journalctl --no-pager -q -x DONDOC_TASK=1
expect "đã nhắc ban-dan-van" inside env LANG=vi_VN.UTF-8 journalctl --no-pager -q -x DONDOC_TASK=1

step "who may: the group, recorded with the caller's user id; nobody else"
inside useradd -G dondoc -M can-bo
inside useradd -M nguoi-la
as() { local user=$1; shift; inside runuser -u "$user" -- "$@"; }
as can-bo dondoc event huong-dan --by "Văn thư" >/dev/null || fail "a member of the group"
if as nguoi-la dondoc status --socket /run/dondoc/io.dondoc >/dev/null 2>&1; then fail "a stranger was let in"; fi
expect "\"uid\":$(inside id -u can-bo)" inside dondoc audit rows --json
eventually 20 says co-huong-dan inside journalctl --no-pager -q -o export DONDOC_TASK=2
sleep 1
total=$(mails ban-dan-van)
written=$(entries 2)
nothing_twice() {
    [ "$(mails ban-dan-van)" -eq "$total" ] || fail "$1: mails $(mails ban-dan-van), were $total"
    [ "$(entries 1)" -eq 1 ] && [ "$(entries 2)" -eq "$written" ] || fail "$1: entries $(entries 1), $(entries 2)"
}

step "a rule edited badly: the last good stays, and reload says so"
printf 'quy tắc "giao-viec"\n  khi sau ban hnàh 1 ngày\n  nhắc chủ trì\n' >"$site/rules/thu.rules"
if inside dondoc reload >"$work/reload"; then fail "dondoc reload of a bad rule ends with 0"; fi
expect "rules/thu.rules" cat "$work/reload"
eventually 20 says "1 tệp có lỗi" status
expect "thu.rules" inside dondoc status
expect "thu.rules" inside journalctl --no-pager -q -u dondocd.service
rule "1 giờ"
inside dondoc reload >/dev/null || fail "dondoc reload of the mended rule"
if says "có lỗi" status; then fail "the status still speaks of an error"; fi
nothing_twice "after the reloads"

step "systemctl reload, 100 times"
for _ in $(seq 100); do inside systemctl reload dondocd.service; done
[ "$(property ActiveState)" = active ] && [ "$(property NRestarts)" = 0 ] || fail "after reload: $(property ActiveState)"
nothing_twice "after 100 reloads"

step "killed with SIGKILL: restarted, nothing sent twice"
before=
restarted() { [ "$(property MainPID)" != "$before" ] && [ "$(property ActiveState)" = active ]; }
before=$(property MainPID)
inside systemctl kill -s KILL dondocd.service
eventually 30 restarted
expect "2 nhiệm vụ" status
nothing_twice "after SIGKILL"

step "restarted while clients ask: every request is answered, every report kept"
reports=0
ask() {
    for number in $(seq 15); do
        inside dondoc status >/dev/null 2>>"$work/asked" || echo "status $number failed" >>"$work/asked"
        inside dondoc ack THU-01/1 --by "người hỏi $1" --note "lần $number" >/dev/null 2>>"$work/asked" ||
            echo "ack $number failed" >>"$work/asked"
    done
}
: >"$work/asked"
for client in 1 2 3; do ask $client & asking[client]=$!; done
for _ in $(seq 4); do
    inside systemctl restart dondocd.service
    sleep 0.7
done
wait "${asking[@]}"
[ ! -s "$work/asked" ] || { cat "$work/asked"; fail "requests were lost"; }
reports=$(inside dondoc audit rows --json | grep -c '"report":"ack"')
[ "$reports" -ge 45 ] || fail "reports in the ledger: $reports of 45"
nothing_twice "after the restarts"
inside systemctl stop dondocd.service 2>/dev/null
inside dondoc status >/dev/null || fail "the socket did not start the daemon"
eventually 20 inside systemctl is-active dondocd.service

step "a working queue that hangs: the watchdog ends it, systemd starts it again"
# The file of metrics that it is about to write is a pipe that nobody reads: opening it never returns.
drop_in dondocd.service "$(printf 'WatchdogSec=3\nExecStart=\nExecStart=/usr/bin/dondocd --metrics /run/dondoc-metrics/m\nRuntimeDirectory=dondoc dondoc-metrics\nReadWritePaths=/run')"
inside systemctl restart dondocd.service
before=$(property MainPID)
inside sh -c "cd /run/dondoc-metrics && mkfifo m.$before.tmp && chmod 666 m.$before.tmp"
restarts=$(property NRestarts)
inside systemctl kill -s HUP dondocd.service
eventually 40 restarted
[ "$(property NRestarts)" -gt "$restarts" ] || fail "it was not the watchdog"
expect "Watchdog timeout" inside journalctl --no-pager -q -u dondocd.service
no_drop_in dondocd.service
inside systemctl restart dondocd.service
nothing_twice "after the watchdog"

step "the journal stops and starts"
inside systemctl stop systemd-journald.socket systemd-journald-dev-log.socket systemd-journald-audit.socket \
    systemd-journald.service 2>/dev/null || true
task 3 "Việc giao thêm" van-phong
mailed() { [ "$(mails van-phong)" -eq 1 ]; }
eventually 30 mailed
inside systemctl start systemd-journald.socket systemd-journald-dev-log.socket systemd-journald.service
eventually 90 says giao-viec inside journalctl --no-pager -q -o export DONDOC_TASK=3
[ "$(mails van-phong)" -eq 1 ] || fail "mails to van-phong: $(mails van-phong)"
[ "$(entries 3)" -eq 1 ] || fail "entries of task 3: $(entries 3)"
nothing_twice "after the journal"

. "$top/Tests/Acceptance/deliver.sh"
. "$top/Tests/Acceptance/front.sh"

step "upgraded while it runs: an edited conffile stays, and so does the socket"
printf 'sender: don-doc@tinh.example.vn\nsendmail: [/usr/bin/msmtp, -C, /etc/dondoc/msmtprc]\n' >"$site/dondoc.yaml"
edited=$(sha256sum <"$site/dondoc.yaml")
dpkg-deb -R "$package" "$work/next"
sed -i 's/^Version: .*/&+1/' "$work/next/DEBIAN/control"
dpkg-deb --root-owner-group -Zgzip -z1 -b "$work/next" "$root/root/next.deb" >/dev/null
before=$(property MainPID)
inode=$(inside stat -c %i /run/dondoc/io.dondoc)
ask 9 & asking[9]=$!
inside env DEBIAN_FRONTEND=noninteractive dpkg -i /root/next.deb >"$work/dpkg" 2>&1 </dev/null || { cat "$work/dpkg"; fail "upgrade"; }
wait "${asking[9]}"
[ ! -s "$work/asked" ] || { cat "$work/asked"; fail "requests were lost in the upgrade"; }
eventually 20 restarted
[ "$(inside stat -c %i /run/dondoc/io.dondoc)" = "$inode" ] || fail "the socket was made anew"
[ "$(sha256sum <"$site/dondoc.yaml")" = "$edited" ] || fail "the edited conffile was replaced"
expect "+1" inside dpkg-query -W dondoc
[ "$(mails van-phong)" -eq 1 ] || fail "sent again after the upgrade"
inside systemctl disable dondocd.service dondocd.socket 2>/dev/null
inside dpkg -i /root/next.deb >/dev/null 2>&1 </dev/null || fail "installed again"
[ "$(inside systemctl is-enabled dondocd.service || true)" = disabled ] || fail "a disabled unit was enabled"
inside systemctl enable dondocd.service dondocd.socket 2>/dev/null
inside systemctl start dondocd.socket dondocd.service

. "$top/Tests/Acceptance/idle.sh"

step "stop"
inside systemctl stop dondocd.service dondocd.socket
[ "$(property Result)" = success ] && [ "$(property ExecMainStatus)" = 0 ] || fail "result: $(property Result)"
inside dondoc --state /var/lib/dondoc audit verify || fail "the ledger"

step "remove: the programs go, the office's files stay"
inside dpkg -r dondoc >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "remove"; }
for path in usr/bin/dondoc usr/bin/dondocd lib/systemd/system/dondocd.service usr/lib/dondoc usr/share/man/vi/man1/dondoc.1.gz; do
    [ ! -e "$root/$path" ] || fail "left behind: $path"
done
[ -s "$site/dondoc.yaml" ] && [ -s "$root/var/lib/dondoc/ledger.db" ] || fail "the office's files are gone"
if inside systemctl is-active dondocd.service dondocd.socket dondoc-deliver.service dondoc-web.socket >/dev/null; then fail "still running"; fi

step "purge: nothing stays but the records, and it is said where"
inside dpkg -P dondoc >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "purge"; }
expect "to remove them: rm -r /var/lib/dondoc" cat "$work/dpkg"
[ ! -e "$site/dondoc.yaml" ] || fail "a conffile stays"
left=$(cd "$root" && find etc lib run usr var/lib var/cache var/spool \( -path usr/share/doc -o -path var/lib/systemd/catalog \) -prune \
    -o -name '*dondoc*' -print | grep -v -e '^var/lib/dondoc' -e '^var/spool/dondoc' -e '^etc/dondoc' || true)
[ -z "$left" ] || fail "left behind: $left"
[ -z "$(find "$root/var/lib/dondoc" -mindepth 1 ! -name 'ledger.db*')" ] || fail "state: $(ls -la "$root/var/lib/dondoc")"
[ -s "$root/var/lib/dondoc/ledger.db" ] || fail "the ledger is gone"
[ ! -e "$root/var/spool/dondoc/staging" ] && [ ! -e "$root/var/spool/dondoc/.retry" ] || fail "the spool"
inside systemctl --failed --no-legend | grep -F dondoc && fail "failed units"

. "$top/Tests/Acceptance/guide.sh"

echo "all well"
