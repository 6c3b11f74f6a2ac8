# Part of booted.sh: what docs/huong-dan.md tells an administrator to do with the whole machine. Tests/Guide/run refuses
# a command of the guide that stands on no line of `does` here.

# As root, from the folder where the package lies; apt's question is answered with yes.
does() {
    inside env DEBIAN_FRONTEND=noninteractive sh -c "cd /root && $*" >"$work/guide" 2>&1 </dev/null ||
        { cat "$work/guide"; fail "as the guide says: $*"; }
}

step "what the guide tells an administrator"
rm "$root/root/"*.deb
cp "$package" "$root/root/"
echo 'APT::Get::Assume-Yes "true";' >"$root/root/assume-yes"
inside cp /root/assume-yes /etc/apt/apt.conf.d/
does apt install ./dondoc_*_amd64.deb
eventually 20 inside systemctl is-active dondocd.service
does systemctl status dondocd
inside useradd -M lan
does usermod -aG dondoc lan
as lan dondoc list >/dev/null || fail "a member of the group may not ask"
does journalctl -u dondocd DONDOC_TASK=1
does systemctl enable --now dondoc-deliver.path
eventually 20 inside systemctl is-active dondoc-deliver.path
does systemctl stop dondocd.socket dondocd.service
if inside systemctl is-active dondocd.service >/dev/null; then fail "it still runs"; fi
does systemctl start dondocd.socket dondocd.service
eventually 20 inside systemctl is-active dondocd.service
does apt purge dondoc
expect "to remove them: rm -r /var/lib/dondoc" cat "$work/guide"
if inside sh -c 'command -v dondoc' >/dev/null; then fail "the program is still there"; fi
