import type { PhaseNotes } from '#shared/agenda/steps.ts'
import type { AskingStore, PublicAskingStore, PairStore } from './askings.ts'
import type { BoardStore, LinkSecretStore, DocumentStore } from './boards.ts'
import type { CheckpointStore } from './archive.ts'
import type { DeadlineStore } from './deadlines.ts'
import type { DraftStore } from './drafts.ts'
import type { NodeStore } from './nodes.ts'
import type { PhotoStore } from './photos.ts'
import type { PollStore } from './polls.ts'
import type { PurposePageStore } from './purpose-pages.ts'
import type { ReplayStore } from './replays.ts'
import type { SessionStore, TokenStore } from './sessions.ts'

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
    TokenStore,
    PurposePageStore,
    EvidenceStore,
    NodeStore,
    HealthStore {
  readonly close: () => Promise<void>
}

/** Health of the store. */
export interface HealthStore {
  /** Rejects unless a write reaches the disk and boards' logs can be appended to. */
  readonly probe: () => Promise<void>
}

/** The key with which this server signs evidence. */
export interface EvidenceStore {
  /** PKCS #8, DER. The first one that somebody offers stays the server's for good. */
  readonly evidenceKey: (fresh: Uint8Array) => Promise<Uint8Array>
}

/** Templates that people have saved on this server. */
export interface TemplateStore {
  /** All of them, the last saved first. */
  readonly savedTemplates: () => Promise<readonly SavedTemplate[]>
  readonly findTemplate: (id: string) => Promise<SavedTemplate | undefined>
  /** False when there are `max` already; then nothing is saved. */
  readonly saveTemplate: (template: SavedTemplate, max: number) => Promise<boolean>
  /** False when there is none with this id. */
  readonly deleteTemplate: (id: string) => Promise<boolean>
}

export interface SavedTemplate {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly saved: number
  /** The template as JSON. */
  readonly text: string
  /** The hash of the secret that only the browser that saved it has. Null: from an earlier version. */
  readonly secret: string | null
}

/** Besides the document: notes for facilitators, and people who have said that they are done with the running step of a board. */
export interface StepStore {
  /** The notes of the board's agenda that only facilitators may read; empty without any. */
  readonly phaseNotes: (board: string) => Promise<PhaseNotes>
  readonly keepPhaseNotes: (board: string, notes: PhaseNotes) => Promise<void>
  /** Participant ids. */
  readonly doneInStep: (board: string, move: number) => Promise<readonly string[]>
  /** Forgets those of earlier moves of the board. */
  readonly setStepDone: (board: string, move: number, participant: string, isDone: boolean) => Promise<void>
  readonly forgetStepsDone: (board: string) => Promise<void>
}
