autocmd BufRead,BufNewFile *.rules setfiletype dondoc
