/* How one ledger on two database servers, and two hosts that send from it, keep the promise: what was acknowledged is
 * there for ever, and every message comes into exactly one spool; with a crash possible before and after every step.
 *
 * One message stands for all: it is decided by a leader, kept in the outbox, claimed by one host's publisher (or by the leader
 * in the commit itself), renamed into that host's spool and marked. A server's state is what is durable on it. Replication copies the primary's whole state
 * to a standby of the same timeline: a log is a prefix of another, or it is of another timeline. What a server has
 * committed and the standby has not confirmed is seen by all who ask that server: so PostgreSQL has it after a restart, or
 * after a wait that was cancelled (01000).
 *
 * The hosts reach any server that takes writes, also a former primary that does not know it.
 *
 * Each of these takes away one part of the protocol; the model then has to fail:
 *   -DASYNCHRONOUS  a commit is acknowledged before the standby has it; also by a wait that was cancelled
 *   -DNO_FENCE      a leader's commit does not ask for its term
 *   -DNO_CLAIM      a publisher renames what it finds pending
 *   -DPLAIN_READS   what was read is acted on without an acknowledged commit behind it
 *   -DUNSYNCED      a message is claimed before it is staged
 */
#ifndef KILLS
#define KILLS 1
#endif
#ifndef PROMOTIONS
#define PROMOTIONS 1
#endif
#ifndef TERMS
#define TERMS 2
#endif
#define HOSTS 2
#define NOBODY 3

/* Of the message, on a server. CLAIMED + host, PUBLISHED + host. */
#define NOTHING 0
#define PENDING 1
#define CLAIMED 2
#define PUBLISHED 4

/* The two servers. */
bool up[2] = true;
bool primary[2];
byte timeline[2];
byte outbox[2];
byte term[2];

/* Durable on the hosts. */
bool staged[HOSTS];
bool spooled[HOSTS];
/* The witness: it was acknowledged. A server that lacks it has lost its end, and is refused. */
bool knows[HOSTS];

/* The server that a host has a session with; NOBODY: none. It ends with the server, and with its being primary. */
byte session[HOSTS] = NOBODY;

/* What somebody was told: the decision is there for ever. */
bool acknowledged;

byte kills = KILLS;
byte promotions = PROMOTIONS;

#define other(s) (1 - (s))
#define server session[me]
#define isOpen (server != NOBODY)
#define follows(s, p) (up[s] && !primary[s] && timeline[s] == timeline[p])
#define writable(s) (up[s] && primary[s])
/* Of the servers that take writes the one of the highest timeline. */
#define newest(s) (primary[s] && !(primary[other(s)] && timeline[other(s)] > timeline[s]))
#define isSpooled (spooled[0] || spooled[1])

inline cut(s) {
    if :: session[0] == s -> session[0] = NOBODY :: else fi;
    if :: session[1] == s -> session[1] = NOBODY :: else fi
}

inline ship(p) {
    outbox[other(p)] = outbox[p];
    term[other(p)] = term[p]
}

/* Waits until the standby has a commit. The wait ends with the session: it is not known then what became of it. */
inline confirm() {
    if
    :: atomic { isOpen && follows(other(server), server) -> ship(server) }
    :: goto connect /* The connection is lost. */
#ifdef ASYNCHRONOUS
    :: atomic { isOpen -> skip }
#endif
    fi
}

/* A host: sends, leads where it can, and may die between any two steps. What is durable on it is above. */
proctype host(byte me) {
    byte mine; /* The term it leads under; 0: it does not. */
    byte seen;

connect:
    atomic {
        mine = 0; seen = NOTHING; server = NOBODY;
        if
        :: writable(0) && !(knows[me] && outbox[0] == NOTHING) -> server = 0
        :: writable(1) && !(knows[me] && outbox[1] == NOTHING) -> server = 1
        :: (spooled[0] || spooled[1]) && acknowledged -> goto done
        fi
    };

    do
    :: goto connect /* A crash, a lost session, another server. */

    /* Leadership: a term of its own, acknowledged. */
    :: mine == 0 && isOpen && outbox[server] == NOTHING && term[server] < TERMS ->
        atomic {
            if
            :: isOpen -> term[server]++; mine = term[server]
            :: else -> goto connect
            fi
        };
        confirm()

    /* A decision: row and message in one commit, fenced by the term. A leader that has staged the message takes it on itself
     * in that commit; else it is anybody's, as one that was released is. */
    :: mine > 0 ->
#ifndef UNSYNCED
        if :: staged[me] = true :: skip fi;
#endif
        atomic {
            if
#ifdef NO_FENCE
            :: isOpen && seen == NOTHING -> outbox[server] = (staged[me] -> CLAIMED + me : PENDING)
#else
            :: isOpen && term[server] == mine && outbox[server] == NOTHING ->
                outbox[server] = (staged[me] -> CLAIMED + me : PENDING)
#endif
            :: else -> goto look
            fi
        };
        confirm();
        atomic { acknowledged = true; knows[me] = true; mine = 0 }

look:
        skip

    /* What the server says, believed once a commit behind it is acknowledged. */
    :: seen == NOTHING && isOpen && outbox[server] != NOTHING ->
        atomic {
            if
            :: isOpen -> seen = outbox[server]; mine = 0
            :: else -> goto connect
            fi
        };
#ifndef PLAIN_READS
        confirm()
#endif

    /* The publisher: stage, claim, rename, mark. */
    :: seen == PENDING ->
#ifndef UNSYNCED
        staged[me] = true;
#endif
#ifndef NO_CLAIM
        atomic {
            if
            :: isOpen && outbox[server] == PENDING -> outbox[server] = CLAIMED + me
            :: else -> goto connect
            fi
        };
        confirm();
#endif
#ifdef UNSYNCED
        if :: staged[me] = true :: goto connect fi;
#endif
        seen = CLAIMED + me
    :: seen == CLAIMED + me ->
        atomic {
            if
            :: staged[me] -> staged[me] = false; spooled[me] = true
            :: else -> skip /* It was renamed before. */
            fi
        };
        atomic {
            if
            :: isOpen && outbox[server] == CLAIMED + me ->
                outbox[server] = PUBLISHED + me
            :: else -> goto connect
            fi
        };
        seen = PUBLISHED + me
    :: seen > PENDING && seen != CLAIMED + me ->
        /* Another's, or its own and done. */
        if :: seen != PUBLISHED + me -> staged[me] = false :: else fi;
        if
        :: acknowledged && isSpooled -> goto done
        :: goto connect
        fi
    od;
done:
    skip
}

/* Kills, restarts, promotions while the former primary may still run, and its coming back as a standby. */
active proctype world() {
    byte s;
    do
    :: atomic { kills > 0 -> kills--; if :: s = 0 :: s = 1 fi; up[s] = false; cut(s) }
    :: atomic { !up[0] -> up[0] = true }
    :: atomic { !up[1] -> up[1] = true }
    :: atomic { promotions > 0 && up[0] && !primary[0] -> promotions--; primary[0] = true; timeline[0]++ }
    :: atomic { promotions > 0 && up[1] && !primary[1] -> promotions--; primary[1] = true; timeline[1]++ }
    /* Taken back by the newer one: what it had beyond is gone. */
    :: atomic {
        up[0] && up[1] && primary[0] && primary[1] ->
            s = (timeline[0] > timeline[1] -> 0 : 1);
            primary[other(s)] = false; cut(other(s)); timeline[other(s)] = timeline[s]; ship(s)
    }
    /* A standby that runs after has what the primary has, sooner or later. */
    :: atomic { writable(0) && follows(1, 0)  -> ship(0) }
    :: atomic { writable(1) && follows(0, 1)  -> ship(1) }
    :: atomic { isSpooled && acknowledged -> break }
    od
}

/* Nothing of this is ever reached. */
active proctype promises() {
end:
    do
    :: atomic { spooled[0] && spooled[1] -> assert(false) }
    :: atomic { acknowledged && newest(0) && outbox[0] == NOTHING && up[0] -> assert(false) }
    /* Said to be in a spool, and in none. */
    :: atomic { newest(0) && outbox[0] >= PUBLISHED && !spooled[outbox[0] - PUBLISHED] -> assert(false) }
    :: atomic { newest(1) && outbox[1] >= PUBLISHED && !spooled[outbox[1] - PUBLISHED] -> assert(false) }
    :: atomic { acknowledged && newest(1) && outbox[1] == NOTHING && up[1] -> assert(false) }
    od
}

init {
    atomic {
        primary[0] = true;
        run host(0);
        run host(1)
    }
}
