#!/usr/bin/env python3
"""The same tasks in the words of other programs.

    formats.py remind|remind-year|taskwarrior|clips|prometheus FOLDER <what `dondoc list --json --all` says of a site
"""
import datetime, json, sys

TODAY = datetime.date(2022, 3, 1)
FIELDS = ["tuyên truyền", "tổ chức cán bộ", "kiểm tra giám sát", "an sinh xã hội", "chuyển đổi số", "cải cách hành chính",
          "phát triển đoàn viên", "đầu tư công", "nông thôn mới"]


def tasks(lines):
    """Of each task its first occurrence that is not over, with a due date where it has one."""
    seen = set()
    for line in lines:
        task = json.loads(line)
        key = task["programme"], task["task"]
        if key in seen:
            continue
        seen.add(key)
        task["date"] = datetime.date.fromisoformat(task["due"]) if task["due"] else None
        task["field"] = FIELDS.index(task["tags"][0])
        yield task


def remind(tasks, file, escalates):
    """A reminder thirty days before, and with `escalates` each day of the two weeks past the due date."""
    for task in tasks:
        date = task["date"] or TODAY
        text = f'{task["programme"]}/{task["task"]} {task["title"]}'.replace("%", "%%").replace("[", "(")
        file.write(f'REM {date:%d %b %Y} +30 MSG {text}%\n')
        if escalates:
            late = date + datetime.timedelta(days=1)
            until = date + datetime.timedelta(days=15)
            file.write(f'REM {late:%d %b %Y} *7 UNTIL {until:%d %b %Y} MSG {text} overdue%\n')


def taskwarrior(tasks, file):
    words = {"low": "L", "normal": None, "high": "H", "urgent": "H"}
    all_tasks = []
    for task in tasks:
        entry = {"description": task["title"], "project": task["programme"], "status": "pending",
                 "entry": "20211201T000000Z", "tags": [f'f{task["field"]}'] + task["lead"]}
        if task["date"]:
            entry["due"] = f'{task["date"]:%Y%m%d}T170000Z'
        if words[task["priority"]]:
            entry["priority"] = words[task["priority"]]
        all_tasks.append(entry)
    json.dump(all_tasks, file, ensure_ascii=False)


def clips(tasks, facts, program):
    """Twenty rules over facts, a field's each: of those due within thirty days, and of those overdue."""
    for number, task in enumerate(tasks):
        due = (task["date"] - TODAY).days if task["date"] else 99999
        facts.write(f'(task (id {number}) (field {task["field"]}) (due {due}) (lead {task["lead"][0]}))\n')
    program.write("(deftemplate task (slot id) (slot field) (slot due) (slot lead))\n"
                  "(deftemplate notice (slot id) (slot rule) (slot to))\n")
    for rule in range(20):
        field = rule % len(FIELDS)
        test = "(<= 0 ?d 30)" if rule < 10 else "(< ?d 0)"
        program.write(f"(defrule r{rule} (task (id ?i) (field {field}) (due ?d&:{test}) (lead ?l)) => "
                      f"(assert (notice (id ?i) (rule {rule}) (to ?l))))\n")


def prometheus(tasks, rules, test, metrics):
    """Series with their due time, and twenty alerting rules; for `promtool test rules`, and for a server to scrape."""
    rules.write("groups:\n- name: dondoc\n  rules:\n")
    for rule in range(20):
        selector = f'task_due_seconds{{field="f{rule % len(FIELDS)}"}}'
        rules.write(f"  - alert: r{rule}\n    expr: {selector} {'< 2592000' if rule < 10 else '< 0'}\n")
    test.write("rule_files: [rules.yaml]\nevaluation_interval: 1m\ntests:\n- interval: 1m\n  input_series:\n")
    for number, task in enumerate(tasks):
        due = (task["date"] - TODAY).days * 86400 if task["date"] else 10**9
        series = f'task_due_seconds{{id="{number}",field="f{task["field"]}",lead="{task["lead"][0]}"}}'
        test.write(f"  - series: {series}\n    values: '{due}'\n")
        metrics.write(f"{series} {due}\n")
    test.write("  promql_expr_test:\n  - expr: count(ALERTS) > 0\n    eval_time: 0m\n    exp_samples: []\n")


def main():
    name, folder = sys.argv[1:]
    all_tasks = tasks(sys.stdin)
    out = lambda file: open(f"{folder}/{file}", "w", encoding="utf-8")
    match name:
        case "remind" | "remind-year":
            with out(name + ".rem") as file:
                remind(all_tasks, file, escalates=name == "remind-year")
        case "taskwarrior":
            with out("tasks.json") as file:
                taskwarrior(all_tasks, file)
        case "clips":
            with out("facts.clp") as facts, out("program.clp") as program, out("batch.clp") as batch:
                clips(all_tasks, facts, program)
                batch.write(f'(load "{folder}/program.clp")\n(load-facts "{folder}/facts.clp")\n(run)\n(exit)\n')
        case "prometheus":
            with out("rules.yaml") as rules, out("test.yaml") as test, out("metrics") as metrics:
                prometheus(all_tasks, rules, test, metrics)


if __name__ == "__main__":
    main()
