"""Prints as JSON what Python's mail library reads in the messages of a Maildir."""
import email, email.policy, json, mailbox, sys

try:
    import icalendar
except ImportError:
    icalendar = None


def entries(calendars):
    """What a calendar program finds in the parts."""
    for part, text in enumerate(calendars if icalendar else ()):
        calendar = icalendar.Calendar.from_ical(text)
        for entry in calendar.subcomponents:
            due = entry.get("DUE") or (entry.get("DTSTART") if entry.name == "VEVENT" else None)
            assert not entry.errors, entry.errors
            yield {
                "part": str(part), "name": entry.name, "uid": str(entry["UID"]), "sequence": str(entry["SEQUENCE"]),
                "due": due.dt.isoformat() if due else "", "organizer": str(entry["ORGANIZER"]),
                "method": str(calendar["METHOD"]), "alarms": str(len(entry.subcomponents)),
            }



for key, kept in sorted(mailbox.Maildir(sys.argv[1], create=False).items()):
    message = email.message_from_bytes(kept.as_bytes(), policy=email.policy.strict)
    parts = list(message.walk())
    texts = [p for p in parts if p.get_content_type() == "text/plain"]
    calendars = [p for p in parts if p.get_content_type() == "text/calendar"]
    defects = [str(d) for p in parts for d in p.defects]
    defects += [f"{n}: {d}" for p in parts for n, v in p.items() for d in getattr(v, "defects", ())]
    print(json.dumps({
        "defects": defects,
        "headers": [[name, str(value)] for name, value in message.items()],
        "to": [[a.display_name, a.addr_spec] for a in message["To"].addresses],
        "date": message["Date"].datetime.isoformat(),
        "text": [p.get_content() for p in texts],
        "html": [p.get_content() for p in parts if p.get_content_type() == "text/html"],
        "entries": list(entries([p.get_payload(decode=True).decode() for p in calendars])),
        "calendar": [p.get_payload(decode=True).decode() for p in calendars],
        "types": [p.get_content_type() for p in parts],
        "longest": max(len(line) for line in kept.as_bytes().split(b"\n")),
    }))
