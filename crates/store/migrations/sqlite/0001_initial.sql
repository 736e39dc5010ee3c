CREATE TABLE organizations (
    id       BLOB    NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    organization BLOB    NOT NULL,
    kind         TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    body         TEXT,              -- NULL: deleted; the row stays a while so that followers hear of it
    sequence     INTEGER NOT NULL,  -- the commit that last wrote it
    PRIMARY KEY (organization, kind, id)
) STRICT;
CREATE INDEX documents_by_sequence ON documents (organization, sequence);
CREATE INDEX documents_deleted ON documents (organization, sequence) WHERE body IS NULL;

CREATE TABLE log (
    id           INTEGER PRIMARY KEY,
    organization BLOB    NOT NULL,
    sequence     INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    service      TEXT    NOT NULL,
    action       TEXT    NOT NULL,
    entity_type  TEXT    NOT NULL,
    entity_id    TEXT    NOT NULL,
    user_id      BLOB,
    client_id    BLOB,
    body         TEXT    NOT NULL
) STRICT;
CREATE INDEX log_by_time ON log (organization, at, id);

CREATE TABLE usage (
    organization BLOB    NOT NULL,
    day          INTEGER NOT NULL,
    client_id    BLOB    NOT NULL,
    user_id      BLOB    NOT NULL,  -- all zeros: the token had no user
    operation    TEXT    NOT NULL,
    status200    INTEGER NOT NULL,
    status300    INTEGER NOT NULL,
    status400    INTEGER NOT NULL,
    status429    INTEGER NOT NULL,
    status500    INTEGER NOT NULL,
    PRIMARY KEY (organization, day, client_id, user_id, operation)
) STRICT, WITHOUT ROWID;

CREATE TABLE keys (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
