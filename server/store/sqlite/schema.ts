import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../contracts/store-error.ts'

/** One step for each schema version. `user_version` counts the steps taken. Never edit a released step: add one. */
const steps: readonly string[] = [
  `
  CREATE TABLE boards (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL, created INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE links (
    board TEXT NOT NULL REFERENCES boards, role TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, code_hash TEXT UNIQUE,
    is_active INTEGER NOT NULL, created INTEGER NOT NULL,
    PRIMARY KEY (board, role)
  ) STRICT;
  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES boards, role TEXT NOT NULL, link TEXT NOT NULL,
    participant TEXT NOT NULL, name TEXT NOT NULL, colour INTEGER NOT NULL, created INTEGER NOT NULL,
    has_ended INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX sessions_board ON sessions (board, role, participant, colour);
  CREATE TABLE owners (
    board TEXT NOT NULL REFERENCES boards, client INTEGER NOT NULL, participant TEXT NOT NULL,
    PRIMARY KEY (board, client)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, board TEXT NOT NULL REFERENCES boards,
    data BLOB NOT NULL, checksum INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX log_board ON log (board, seq);
  CREATE TABLE snapshots (
    board TEXT NOT NULL REFERENCES boards, through INTEGER NOT NULL,
    data BLOB NOT NULL, checksum INTEGER NOT NULL,
    PRIMARY KEY (board, through)
  ) STRICT;
  CREATE TABLE rounds (
    id TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES boards, number INTEGER NOT NULL,
    opened INTEGER NOT NULL, previous TEXT, rules TEXT NOT NULL, secret_key TEXT, outcome TEXT,
    UNIQUE (board, number)
  ) STRICT;
  CREATE TABLE dots (
    round TEXT NOT NULL REFERENCES rounds, voter TEXT NOT NULL, option TEXT NOT NULL, weight INTEGER NOT NULL,
    PRIMARY KEY (round, voter, option)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE voters (
    round TEXT NOT NULL REFERENCES rounds, voter TEXT NOT NULL, name TEXT,
    PRIMARY KEY (round, voter)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE dot_keys (
    round TEXT NOT NULL REFERENCES rounds, voter TEXT NOT NULL, key TEXT NOT NULL,
    PRIMARY KEY (round, voter, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL) STRICT;
  INSERT INTO probe VALUES (1, 0);
  `,
  // Copies of damaged rows. `server_client`: set when a board's log lost its end, so that the server uses a new id.
  `
  CREATE TABLE damaged (
    board TEXT NOT NULL REFERENCES boards, source TEXT NOT NULL, seq INTEGER NOT NULL,
    data BLOB NOT NULL, checksum INTEGER NOT NULL, found INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX damaged_board ON damaged (board, found);
  ALTER TABLE boards ADD COLUMN server_client INTEGER;
  `,
  `
  CREATE TABLE desks (
    board TEXT NOT NULL REFERENCES boards ON DELETE CASCADE, participant TEXT NOT NULL,
    has_drafts INTEGER NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (board, participant)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX desks_used ON desks (used);
  CREATE TABLE desk_log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, board TEXT NOT NULL, participant TEXT NOT NULL,
    data BLOB NOT NULL, checksum INTEGER NOT NULL,
    FOREIGN KEY (board, participant) REFERENCES desks ON DELETE CASCADE
  ) STRICT;
  CREATE INDEX desk_log_desk ON desk_log (board, participant, seq);
  `,
  // A checkpoint is only a place in the log until its content is built (`file` is no longer null).
  `
  CREATE TABLE checkpoints (
    id TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES boards ON DELETE CASCADE, reason TEXT NOT NULL,
    at INTEGER NOT NULL, through INTEGER NOT NULL,
    notes INTEGER, clusters INTEGER, file BLOB, authors BLOB, checksum INTEGER
  ) STRICT;
  CREATE INDEX checkpoints_board ON checkpoints (board, at);
  CREATE INDEX checkpoints_unread ON checkpoints (board, id) WHERE file IS NULL;
  `,
  `
  CREATE TABLE handovers (
    hash TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES boards, session TEXT NOT NULL UNIQUE REFERENCES sessions,
    until INTEGER NOT NULL
  ) STRICT;
  `,
  // The bytes come last, so that queries without them read only the beginning of a row. An id is the hash of the bytes.
  `
  CREATE TABLE photos (
    board TEXT NOT NULL REFERENCES boards ON DELETE CASCADE, id TEXT NOT NULL, is_shown INTEGER NOT NULL,
    used INTEGER NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (board, id)
  ) STRICT;
  CREATE INDEX photos_used ON photos (used);
  CREATE TABLE photo_holders (
    board TEXT NOT NULL, photo TEXT NOT NULL, participant TEXT NOT NULL,
    PRIMARY KEY (board, photo, participant),
    FOREIGN KEY (board, photo) REFERENCES photos ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  `,
  // `at`: time of a row's commit; 0 when unknown, or not to be recorded.
  `
  ALTER TABLE log ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE replays (
    board TEXT PRIMARY KEY REFERENCES boards, through INTEGER NOT NULL, epoch INTEGER NOT NULL, recorder TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE replay_pages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, board TEXT NOT NULL REFERENCES boards,
    first INTEGER NOT NULL, last INTEGER NOT NULL, grain INTEGER NOT NULL, data BLOB NOT NULL, checksum INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX replay_pages_board ON replay_pages (board, id);
  `,
  // A JSON array of the photos of a checkpoint's notes. Null until it is built, and in checkpoints before photos.
  'ALTER TABLE checkpoints ADD COLUMN photos TEXT;',
  // Tells voters without a name apart. Null for votes from before this version.
  'ALTER TABLE voters ADD COLUMN colour INTEGER;',
  // Gaps of replays, by the lost page. `until` is null until something is recorded again. Rows up to `since` must not
  // be recorded again: the replay was cleared after them, or this step came after them.
  `
  CREATE TABLE replay_losses (
    board TEXT NOT NULL REFERENCES boards, page INTEGER NOT NULL, first INTEGER NOT NULL, until INTEGER,
    PRIMARY KEY (board, page)
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE replays ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
  UPDATE replays SET since = through;
  `,
  // Boards that are being copied or deleted slice by slice. Nobody can open them; the next start deletes them.
  'CREATE TABLE unfinished (board TEXT PRIMARY KEY REFERENCES boards) STRICT, WITHOUT ROWID;',
  // From here on a snapshot may be several updates (basics/update-pack.ts), which earlier versions cannot read.
  '',
  // Deadlines of activities. Those of votes were in the rules of their rounds alone.
  `
  CREATE TABLE deadlines (
    board TEXT NOT NULL REFERENCES boards, activity TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (board, activity, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX deadlines_at ON deadlines (at);
  INSERT INTO deadlines
    SELECT board, 'vote', id, CAST(json_extract(rules, '$.deadline') AS INTEGER) FROM rounds
    WHERE outcome IS NULL AND json_extract(rules, '$.deadline') IS NOT NULL;
  `,
  // When the newest draft of a desk was begun whose drafts are all held back. Null: a reveal would show one, or there
  // is none, or this is from before this version.
  'ALTER TABLE desks ADD COLUMN held_since INTEGER;',
  // Secrets of links, sealed (access/link-seal.ts). `links_key`: of a board its public key, elsewhere its private key,
  // locked under the secret of that link, session or device link.
  `
  ALTER TABLE boards ADD COLUMN links_key BLOB;
  ALTER TABLE links ADD COLUMN sealed BLOB;
  ALTER TABLE links ADD COLUMN links_key BLOB;
  ALTER TABLE sessions ADD COLUMN links_key BLOB;
  ALTER TABLE handovers ADD COLUMN links_key BLOB;
  `,
  // The show of hands of a round, as JSON.
  'ALTER TABLE rounds ADD COLUMN hands TEXT;',
  // People who are done with the running step of an agenda.
  `
  CREATE TABLE steps_done (
    board TEXT NOT NULL REFERENCES boards, move INTEGER NOT NULL, participant TEXT NOT NULL,
    PRIMARY KEY (board, move, participant)
  ) STRICT, WITHOUT ROWID;
  `,
  // Templates that people have saved, as JSON. They belong to no board.
  'CREATE TABLE templates (id TEXT PRIMARY KEY, saved INTEGER NOT NULL, text TEXT NOT NULL) STRICT;',
  // Notes of an agenda for facilitators, by phase, as JSON.
  `
  CREATE TABLE phase_notes (board TEXT PRIMARY KEY REFERENCES boards, notes TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // Reasons for an answer of 0. `name`: only of people who have signed.
  `
  CREATE TABLE reasons (
    round TEXT NOT NULL REFERENCES rounds, voter TEXT NOT NULL, option TEXT NOT NULL, text TEXT NOT NULL, name TEXT,
    PRIMARY KEY (round, voter, option)
  ) STRICT, WITHOUT ROWID;
  `,
  // The hash of the secret with which a template can be deleted. Null: it was saved before this version.
  'ALTER TABLE templates ADD COLUMN secret TEXT;',
  // Purpose pages. A version and its files are never changed. Of a deleted board the ids of pages that people could open
  // stay: their addresses go on saying that the page was withdrawn.
  `
  CREATE TABLE purpose_pages (
    board TEXT PRIMARY KEY REFERENCES boards, id TEXT NOT NULL UNIQUE, draft TEXT,
    published INTEGER NOT NULL DEFAULT 0, withdrawn INTEGER, gone_to INTEGER NOT NULL DEFAULT 0,
    emblem TEXT, emblem_type TEXT, emblem_width INTEGER, emblem_height INTEGER, emblem_data BLOB
  ) STRICT;
  CREATE TABLE purpose_versions (
    board TEXT NOT NULL REFERENCES boards, number INTEGER NOT NULL, at INTEGER NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (board, number)
  ) STRICT;
  CREATE TABLE purpose_files (
    board TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (board, number, name),
    FOREIGN KEY (board, number) REFERENCES purpose_versions
  ) STRICT;
  CREATE TABLE purpose_views (
    board TEXT NOT NULL REFERENCES boards, day TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (board, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE withdrawn_pages (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TRIGGER purpose_page_deleted AFTER DELETE ON purpose_pages WHEN old.published = 1
    BEGIN INSERT INTO withdrawn_pages (id) VALUES (old.id); END;
  `,
  // People who say that two notes have the same idea, as hashes under the board's key.
  `
  CREATE TABLE pair_keys (board TEXT PRIMARY KEY REFERENCES boards, key TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE pair_yeses (
    board TEXT NOT NULL REFERENCES boards, pair TEXT NOT NULL, voter TEXT NOT NULL,
    PRIMARY KEY (board, pair, voter)
  ) STRICT, WITHOUT ROWID;
  `,
  // `state`: null once its author has given the reason to the group. `answer`: of a closed round, whose dots are destroyed.
  `
  ALTER TABLE reasons ADD COLUMN state TEXT;
  ALTER TABLE reasons ADD COLUMN answer INTEGER;
  `,
  // Facilitators who have said that they take part, too.
  `
  CREATE TABLE taking_part (
    board TEXT NOT NULL REFERENCES boards ON DELETE CASCADE, participant TEXT NOT NULL,
    PRIMARY KEY (board, participant)
  ) STRICT, WITHOUT ROWID;
  `,
  // The questions of a step, and answers as JSON values. `shown`: what came out, from then on without key and answers.
  `
  CREATE TABLE asked (
    id TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES boards, step TEXT NOT NULL, turn INTEGER NOT NULL,
    activity TEXT NOT NULL, audience TEXT NOT NULL, asks TEXT NOT NULL, things TEXT NOT NULL, fewest INTEGER NOT NULL,
    secret_key TEXT, shown TEXT,
    UNIQUE (board, step, turn)
  ) STRICT;
  CREATE TABLE answers (
    asked TEXT NOT NULL REFERENCES asked, voter TEXT NOT NULL, item TEXT NOT NULL, board TEXT NOT NULL REFERENCES boards,
    value TEXT NOT NULL, name TEXT,
    PRIMARY KEY (asked, voter, item)
  ) STRICT, WITHOUT ROWID;
  `,
  // `used`: the last change, rounded up to the day; on boards of before, the day of this step. `by_host`: the host has made
  // the link, so its facilitators are told.
  `
  ALTER TABLE boards ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
  UPDATE boards SET used = (unixepoch() / 86400 + 1) * 86400000;
  ALTER TABLE links ADD COLUMN by_host INTEGER NOT NULL DEFAULT 0;
  `,
  // Since when unused boards go after so many days. `creator`: a hash of the name that the house's sign-in gave.
  `
  CREATE TABLE retention (id INTEGER PRIMARY KEY CHECK (id = 1), days INTEGER NOT NULL, since INTEGER NOT NULL) STRICT;
  ALTER TABLE boards ADD COLUMN creator TEXT;
  CREATE INDEX boards_creator ON boards (creator) WHERE creator IS NOT NULL;
  `,
  // Questions to people outside the board, by a link. `about`: their subject; null for the questions of a step.
  `
  ALTER TABLE asked ADD COLUMN about TEXT;
  ALTER TABLE asked ADD COLUMN opens INTEGER;
  ALTER TABLE asked ADD COLUMN closes INTEGER;
  `,
  // A second board has the purpose page of the first one. `root`: the board under which the page is kept.
  `
  CREATE TABLE purpose_of (
    board TEXT PRIMARY KEY REFERENCES boards ON DELETE CASCADE, root TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX purpose_of_root ON purpose_of (root);
  `,
  // Tokens of programs. `scopes`: with commas between them. `maker`: the participant id of a facilitator.
  `
  CREATE TABLE tokens (
    hash TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES boards, id TEXT NOT NULL, name TEXT NOT NULL,
    scopes TEXT NOT NULL, maker TEXT NOT NULL, created INTEGER NOT NULL, used INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tokens_board ON tokens (board);
  `,
  // The key that signs evidence (Ed25519, PKCS #8).
  `
  CREATE TABLE evidence_key (id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL) STRICT;
  `,
  // The hash of a secret that its author's browser has.
  `
  ALTER TABLE reasons ADD COLUMN claim TEXT;
  `,
]

/**
 * Tables to check at a start. Those with checksums of their own are left out (log, snapshots, damaged, checkpoints,
 * photos, replay_pages): one bad board must not stop the others.
 */
const checkedTables = [
  'boards',
  'links',
  'sessions',
  'handovers',
  'owners',
  'rounds',
  'deadlines',
  'steps_done',
  'taking_part',
  'phase_notes',
  'dots',
  'voters',
  'dot_keys',
  'reasons',
  'desks',
  'photo_holders',
  'replays',
  'replay_losses',
  'unfinished',
  'templates',
  'purpose_pages',
  'purpose_versions',
  'purpose_files',
  'purpose_views',
  'withdrawn_pages',
  'purpose_of',
  'tokens',
  'pair_keys',
  'pair_yeses',
  'asked',
  'answers',
  'retention',
  'evidence_key',
  'probe',
]

export const newestSchema = steps.length

/** The steps that a database has taken; 0 for a new one. */
export function schemaOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'])
}

/** Brings the file to the newest schema. Each step is all or nothing. */
export function migrate(db: DatabaseSync): void {
  const version = schemaOf(db)
  if (version > steps.length) {
    throw new StoreError('it was written by a newer Boussole; start that version, or use another DATA_DIR')
  }
  if (version === steps.length) return
  // One commit for all: each waits for the disk, and a new file takes every step.
  db.exec(`BEGIN IMMEDIATE; ${steps.slice(version).join(';')}; PRAGMA user_version = ${steps.length}; COMMIT`)
}

export function checkTables(db: DatabaseSync): void {
  for (const table of checkedTables) {
    const found = db.prepare(`PRAGMA quick_check(${table})`).get()?.['quick_check']
    if (found !== 'ok') throw new StoreError('the database is damaged', { kind: 'damage' })
  }
}
