-- Texts sort by their bytes, as in SQLite.
CREATE TABLE postern.organizations (
    id       UUID   NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL
);

CREATE TABLE postern.documents (
    organization UUID   NOT NULL,
    kind         TEXT   NOT NULL COLLATE "C",
    id           TEXT   NOT NULL COLLATE "C",
    body         TEXT,             -- NULL: deleted; the row stays a while so that followers hear of it
    sequence     BIGINT NOT NULL,  -- the commit that last wrote it
    PRIMARY KEY (organization, kind, id)
);
CREATE INDEX documents_by_sequence ON postern.documents (organization, sequence);
CREATE INDEX documents_deleted ON postern.documents (organization, sequence) WHERE body IS NULL;

CREATE TABLE postern.log (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization UUID   NOT NULL,
    sequence     BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    service      TEXT   NOT NULL,
    action       TEXT   NOT NULL,
    entity_type  TEXT   NOT NULL,
    entity_id    TEXT   NOT NULL,
    user_id      UUID,
    client_id    UUID,
    body         TEXT   NOT NULL
);
CREATE INDEX log_by_time ON postern.log (organization, at, id);

CREATE TABLE postern.usage (
    organization UUID   NOT NULL,
    day          INT    NOT NULL,
    client_id    UUID   NOT NULL,
    user_id      UUID   NOT NULL,  -- all zeros: the token had no user
    operation    TEXT   NOT NULL COLLATE "C",
    status200    BIGINT NOT NULL,
    status300    BIGINT NOT NULL,
    status400    BIGINT NOT NULL,
    status429    BIGINT NOT NULL,
    status500    BIGINT NOT NULL,
    PRIMARY KEY (organization, day, client_id, user_id, operation)
);

CREATE TABLE postern.keys (
    name  TEXT  NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);
