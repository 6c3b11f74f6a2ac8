" Vim takes *.rules for those of other programs, so that `setfiletype` would change nothing.
autocmd BufRead,BufNewFile *.rules
      \ if expand('<afile>:p') !~# '/\(udev\|audit\|snort\|suricata\|polkit-1\)/' | set filetype=dondoc | endif
