# Part of booted.sh: the pages behind nginx, links of letters signed with a key that the service manager hands over, and
# answers by mail.

front() { nsenter -t "$init" -n -- python3 "$top/Tests/Acceptance/front.py" "$@"; }
answers() { [ "$(front "${@:2}" | sed -n 1p)" = "$1" ] || { front "${@:2}" | head -40; fail "not $1: ${*:2}"; }; }
newest() { find "$root/var/spool/dondoc/$1/new" -type f | sort | tail -1; }
link() { python3 -c 'import email, email.policy, re, sys
text = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default).get_body(("plain",)).get_content()
print(re.search(r"https://dondoc\.coquan\.vn/l/\S+", text).group())' "$1"; }

step "pages behind nginx: who signed in, and who has a link, reports; a stranger does not"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=dondoc.coquan.vn \
    -keyout "$root/etc/ssl/private/dondoc.key" -out "$root/etc/ssl/certs/dondoc.pem" 2>/dev/null
for user in lan la; do echo "$user:$(openssl passwd -apr1 x)"; done >"$root/etc/nginx/dondoc.users"
rm -f "$root"/etc/nginx/sites-enabled/*
cp "$root/usr/share/doc/dondoc/web/nginx.conf" "$root/etc/nginx/sites-enabled/dondoc"
inside install -d -m 700 /etc/credstore
inside sh -c 'dondoc web key | install -m 600 /dev/stdin /etc/credstore/dondoc-web.key'
cat >"$site/dondoc.yaml" <<EOF
sender: don-doc@tinh.example.vn
web:
  url: https://dondoc.coquan.vn
  login-header: X-Remote-User
replies:
  maildir: /var/mail/dondoc
EOF
sed -i 's/^    name: Ban Dân vận$/&\n    users: [lan]/' "$site/bodies.yaml"
inside systemctl restart dondocd.service
inside systemctl enable --now dondoc-web.socket 2>/dev/null
inside systemctl start nginx.service
[ "$(inside stat -c %U:%G:%a /run/dondoc-web/http)" = root:www-data:660 ] || fail "the pages' socket: owner and mode"
[ "$(property ActiveState dondoc-web.service)" = inactive ] || fail "the pages run before anybody asks"
answers 401 sees - /
answers 403 sees la /b/ban-dan-van
answers 200 sees lan /b/ban-dan-van
expect "Việc thứ tư" front sees lan /b/ban-dan-van
[ "$(property ActiveState dondoc-web.service)" = active ] || fail "the socket did not start the pages"
pages=$(property MainPID dondoc-web.service)
[ "$(inside ps -o user:20= -p "$pages" | tr -d ' ')" = dondoc-web ] || fail "the pages' user: $(inside ps -o user:20= -p "$pages")"
[ -z "$(nsenter -t "$init" -m -p -- ls "/proc/$pages/root/etc/dondoc" 2>/dev/null)" ] || fail "the pages see the site's files"
answers 303 reports lan /t/THU-01/4 done
expect '"actor":{"name":"lan","body":"ban-dan-van","how":"sso"}' inside dondoc audit rows --json
# A link of a letter needs no account, and reports what it is about.
before_letter=$(mails ban-dan-van)
task 6 "Việc thứ sáu" ban-dan-van
sixth() { [ "$(mails ban-dan-van)" -gt "$before_letter" ]; }
eventually 20 sixth
link=$(link "$(newest ban-dan-van)")
answers 200 sees - "$link"
answers 303 reports - "$link" ack
expect '"how":"link"' inside dondoc audit rows --json
answers 403 sees - "${link%?}"
# Another key: the links of before hold as long as its line stands.
inside sh -c '(dondoc web key; cat /etc/credstore/dondoc-web.key) >/root/keys; install -m 600 /root/keys /etc/credstore/dondoc-web.key'
inside systemctl restart dondocd.service dondoc-web.service
answers 200 sees - "$link"
inside sh -c 'head -1 /root/keys | install -m 600 /dev/stdin /etc/credstore/dondoc-web.key'
inside systemctl restart dondocd.service dondoc-web.service
answers 403 sees - "$link"
# Killed, it is there again.
inside systemctl kill -s KILL dondoc-web.service
eventually 20 says "Việc thứ sáu" front sees lan /b/ban-dan-van
inside systemctl stop dondoc-web.service 2>/dev/null
answers 200 sees lan /b/ban-dan-van

step "answers by mail are read when they come, and recorded when the clerk accepts them"
for part in "" /new /cur /tmp; do inside install -d -o mail -g dondoc -m 2750 "/var/mail/dondoc$part"; done
inside systemctl enable --now dondoc-replies.path dondoc-replies.timer 2>/dev/null
message_id=$(sed -n 's/^Message-ID: //p' "$(newest ban-dan-van)" | head -1)
# put NAME HEADER TEXT: as a mail server does, under another name first.
put() {
    printf '%b' "$2\n\n$3\n" >"$root/var/mail/dondoc/tmp/$1"
    inside chown mail:dondoc "/var/mail/dondoc/tmp/$1"
    inside mv "/var/mail/dondoc/tmp/$1" "/var/mail/dondoc/new/$1"
}
put 1 "From: bdv@tinh.example.vn\nMessage-ID: <1@tinh.example.vn>\nIn-Reply-To: $message_id\nContent-Type: text/plain; charset=utf-8" "Tiến độ 40%"
eventually 20 says "40" inside dondoc replies list
expect '"answers":1' inside dondoc status --json
as can-bo dondoc replies accept 1 >/dev/null || fail "a member of the group accepts an answer"
expect '"report":"progress"' inside dondoc audit rows --json
# What a mail server gives back is tied to its letter.
put 2 "From: MAILER-DAEMON@tinh.example.vn\nReturn-Path: <>\nMessage-ID: <2@tinh.example.vn>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b" \
    "--b\n\nUser unknown\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; bdv@tinh.example.vn\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 User unknown\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: $message_id\n\n--b--"
eventually 20 says "bdv@tinh.example.vn: 5.1.1, 550 User unknown" inside dondoc replies list
expect '"returned":1' inside dondoc status --json
expect 'dondoc_answers_waiting{state="undelivered"} 1' inside dondoc metrics
# An answer that the path unit did not see is the timer's.
[ "$(property ActiveState dondoc-replies.timer)" = active ] || fail "the timer of answers"
expect dondoc-replies.service inside systemctl list-timers --all --no-pager
[ "$(property Result dondoc-replies.service)" = success ] || fail "the reader of answers: $(property Result dondoc-replies.service)"
inside systemctl disable --now dondoc-replies.path dondoc-replies.timer dondoc-web.socket 2>/dev/null
inside systemctl stop dondoc-web.service nginx.service
total=$(mails ban-dan-van)
rm -f "$root"/etc/nginx/dondoc.users "$root"/etc/nginx/sites-enabled/dondoc "$root"/etc/credstore/dondoc-web.key "$root"/etc/ssl/*/dondoc.*
