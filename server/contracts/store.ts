import type { AskingStore, PublicAskingStore } from './askings.ts'
import type { BoardStore } from './boards.ts'
import type { CheckpointStore } from './checkpoints.ts'
import type { DeadlineStore } from './deadlines.ts'
import type { DocumentStore } from './documents.ts'
import type { DraftStore } from './drafts.ts'
import type { HealthStore } from './health.ts'
import type { LinkSecretStore } from './link-secrets.ts'
import type { PairStore } from './pairs.ts'
import type { PhotoStore } from './photos.ts'
import type { PollStore } from './polls.ts'
import type { PurposePageStore } from './purpose-pages.ts'
import type { ReplayStore } from './replays.ts'
import type { SessionStore } from './sessions.ts'
import type { StepStore } from './steps.ts'
import type { TemplateStore } from './templates.ts'

/**
 * Everything that the server keeps. Each promise settles once the change is durable (fsync), or rejects with a
 * `StoreError` and nothing changed. Implementations pass tests/server/store-suite.ts. Hashes are SHA-256, base64url.
 * Callers pass hashes of secrets, never the secrets.
 */
export interface Store
  extends
    BoardStore,
    SessionStore,
    LinkSecretStore,
    DocumentStore,
    DraftStore,
    CheckpointStore,
    PhotoStore,
    ReplayStore,
    PollStore,
    DeadlineStore,
    StepStore,
    PairStore,
    AskingStore,
    PublicAskingStore,
    TemplateStore,
    PurposePageStore,
    HealthStore {
  readonly close: () => Promise<void>
}
