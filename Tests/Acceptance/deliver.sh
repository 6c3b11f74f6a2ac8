# Part of booted.sh: messages go to their addresses by msmtp and by Postfix, to a mail server on the loopback.

# sink_says WORDS: the mail server has taken a message with these words.
sink_says() { grep -F -- "$1" "$work/sink" >/dev/null; }
taken() { grep -c '^RCPT' "$work/sink" || true; }
kept() { find "$root/var/spool/dondoc/$1/cur" -type f -name '*:2,P' 2>/dev/null | wc -l; }

step "messages go to their addresses by msmtp"
: >"$work/sink"
nsenter -t "$init" -n -- python3 "$top/Tests/Acceptance/mail_sink.py" 2525 "$work/sink" "$work/answer" &
sink=$!
cat >"$site/msmtprc" <<EOF
account default
host 127.0.0.1
port 2525
from don-doc@tinh.example.vn
EOF
cat >"$site/dondoc.yaml" <<EOF
sender: don-doc@tinh.example.vn
sendmail: [/usr/bin/msmtp, -C, /etc/dondoc/msmtprc, -i]
EOF
sed -i 's/^    name: Ban Dân vận$/&\n    email: bdv@tinh.example.vn/' "$site/bodies.yaml"
inside systemctl enable --now dondoc-deliver.path 2>/dev/null
eventually 20 inside systemctl is-active dondoc-deliver.service
eventually 20 sink_says "RCPT TO:<bdv@tinh.example.vn>"
delivered() { [ "$(kept ban-dan-van)" -eq "$total" ] && [ "$(mails ban-dan-van)" -eq 0 ]; }
eventually 20 delivered
[ "$(taken)" -eq "$total" ] || fail "the mail server has $(taken) messages of $total"
[ "$(mails van-phong)" -eq 1 ] || fail "a body without address keeps its messages"
expect "van-phong" inside journalctl --no-pager -q -u dondoc-deliver.service
[ "$(property User dondoc-deliver.service)" = dondoc ] || fail "the deliverer's user"

step "a temporary failure is tried again, over a restart too; a permanent one is set aside"
echo 451 >"$work/answer"
task 4 "Việc thứ tư" ban-dan-van
eventually 20 says "exit" inside sh -c "journalctl --no-pager -q -o export -t dondoc-deliver | grep -a '^DONDOC_NEXT=' && echo exit"
[ "$(mails ban-dan-van)" -eq 1 ] || fail "it did not stay in new"
inside systemctl restart dondoc-deliver.service
eventually 10 inside systemctl is-active dondoc-deliver.service
[ "$(inside sh -c 'head -qn1 /var/spool/dondoc/.retry/ban-dan-van:*' | cut -d' ' -f1)" = 1 ] || fail "the delay was forgotten"
rm "$work/answer"
# Its next try, a minute off, is moved to now.
inside systemctl stop dondoc-deliver.service
inside sh -c 'for f in /var/spool/dondoc/.retry/ban-dan-van:*; do echo "1 1 1" >"$f"; done'
inside systemctl start dondoc-deliver.service
fourth() { [ "$(kept ban-dan-van)" -eq $((total + 1)) ]; }
# Five days have passed since its first try, but this one is taken.
eventually 20 fourth
# A fault of the set-up blames no message: it stays where it is tried again.
cp "$site/msmtprc" "$work/msmtprc"
cat >"$site/msmtprc" <<EOF
account default
host 127.0.0.1
nonsense
EOF
task 5 "Việc thứ năm" ban-dan-van
eventually 20 says "mã kết thúc 78" inside journalctl --no-pager -q -t dondoc-deliver
[ "$(mails ban-dan-van)" -eq 1 ] || fail "a fault of the set-up took a message away"
# It is mended, and the server refuses the recipient for good.
echo 550 >"$work/answer"
cp "$work/msmtprc" "$site/msmtprc"
inside systemctl stop dondoc-deliver.service
inside sh -c 'for f in /var/spool/dondoc/.retry/ban-dan-van:*; do echo "1 $(date +%s) 1" >"$f"; done'
inside systemctl start dondoc-deliver.service
aside() { [ "$(find "$root/var/spool/dondoc/ban-dan-van/.undeliverable/new" -type f 2>/dev/null | wc -l)" -eq 1 ]; }
eventually 20 aside
rm "$work/answer"
inside journalctl --no-pager -q -x -t dondoc-deliver -p err | sed 's/^/    /'
expect "dondoc deliver --again" inside journalctl --no-pager -q -x -t dondoc-deliver -p err

step "messages go through Postfix, whose group the service joins"
inside sh -c 'postconf -e relayhost=[127.0.0.1]:2525 inet_interfaces=loopback-only myhostname=tinh.example.vn mydestination= \
    smtp_host_lookup=native disable_dns_lookups=yes inet_protocols=ipv4 >/dev/null 2>&1; newaliases 2>/dev/null; true'
inside systemctl start postfix.service
cat >"$site/dondoc.yaml" <<EOF
sender: don-doc@tinh.example.vn
EOF
drop_in dondoc-deliver.service "$(printf 'SupplementaryGroups=postdrop\nReadWritePaths=/var/spool/postfix\nRestrictAddressFamilies=AF_NETLINK\nPrivateUsers=no')"
inside systemctl restart dondoc-deliver.service
as dondoc dondoc deliver --again
fifth() { [ "$(kept ban-dan-van)" -eq $((total + 2)) ]; }
eventually 30 fifth
eventually 30 sink_says "MAIL FROM:<don-doc@tinh.example.vn>"
all_taken() { [ "$(taken)" -eq $((total + 2)) ]; }
eventually 60 all_taken
[ "$(grep -c '^Message-ID:' "$work/sink")" -ge $((total + 2)) ] || fail "Message-IDs at the mail server"
inside systemctl disable --now dondoc-deliver.path 2>/dev/null
inside systemctl stop dondoc-deliver.service postfix.service
no_drop_in dondoc-deliver.service
# What was delivered has left new/; from here on nothing more is to come.
total=$(mails ban-dan-van)
kill "$sink" 2>/dev/null || true
sink=
