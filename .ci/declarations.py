"""What Swift files declare, asked of the compiler: a search for words would miss what it does not expect."""
import bisect, collections, os, re, subprocess, tempfile

# kind: the compiler's, as func_decl. name: of an accessor that of its property. first, last: lines of the file, from 1.
Declaration = collections.namedtuple("Declaration", "path kind name is_top_level first last")
ROW = re.compile(r'( *)\((\w+_decl|protocol|typealias) .*range=\[[^]]*?:(\d+):\d+ - line:(\d+):\d+\].*?"([^"]*)"')


def declarations(sources):
    """Of all modules, whose folders lie in `sources`. A module is parsed as one text: the compiler dumps one file at a time."""
    modules = collections.defaultdict(list)
    for folder, _, names in sorted(os.walk(sources)):
        module = os.path.relpath(folder, sources).split("/")[0]
        modules[module] += [os.path.join(folder, name) for name in sorted(names) if name.endswith(".swift")]
    for paths in filter(None, modules.values()):
        starts, line = [], 1
        with tempfile.NamedTemporaryFile("w", suffix=".swift") as file:
            for path in paths:
                text = open(path).read() + "\n"
                starts.append(line)
                line += text.count("\n")
                file.write(text)
            file.flush()
            done = subprocess.run(["swiftc", "-frontend", "-dump-parse", file.name], capture_output=True, text=True)
        if not done.stdout.startswith("(source_file"):
            raise SystemExit(f"the compiler cannot parse {paths[0]} and its neighbours\n{done.stderr}")
        for row in done.stdout.splitlines():
            if match := ROW.match(row):
                indent, kind, first, last, name = match.groups()
                at = bisect.bisect(starts, int(first)) - 1
                before = starts[at] - 1
                yield Declaration(paths[at], kind, name, len(indent) == 2, int(first) - before, int(last) - before)
