import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { roundsRoot } from '#shared/board/document.ts'
import { setLocked, writeRights } from '#shared/board/rights.ts'
import { writeRound } from '#shared/board/round.ts'
import { writeWriting } from '#shared/board/writing.ts'
import type { Measure } from '#shared/text/layout.ts'
import type { Cursor } from '#shared/wire/cursor.ts'
import { wireVersion } from '#shared/wire/message.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import type { Rights } from '#shared/workshop/rights.ts'
import type { Role } from '#shared/workshop/role.ts'
import type { Round } from '#shared/workshop/round.ts'
import { sharedWriting, type WritingMode } from '#shared/workshop/writing.ts'
import { workCode } from '../model/work-code.ts'
import { LocalLink } from '../model/connection/local-link.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { openBoard } from '../model/open-board.ts'
import { browserPlatform } from '../model/platform/platform.ts'

/** The product's own model on a board of this page alone, and what a server and other people would send it. */
export interface LocalBoard {
  readonly model: BoardModel
  readonly doc: Y.Doc
  readonly setOthers: (others: readonly PresenceState[]) => void
  readonly setCursor: (index: number, cursor: Cursor | null) => void
  readonly setRounds: (rounds: readonly Round[]) => void
  readonly setDots: (round: string, dots: Readonly<Record<string, number>>) => void
}

/** The rights of this person; a facilitator has all. */
export interface LocalLimits {
  readonly role?: Role
  readonly rights?: Partial<Rights>
  readonly locked?: readonly string[]
  readonly writing?: WritingMode
}

const me = { id: 'bench', name: 'Bench', colour: 0 }
const ownIndex = 0

export function createLocalBoard(doc: Y.Doc, measure: Measure, limits: LocalLimits = {}): LocalBoard {
  const { role = 'facilitator', rights, locked, writing } = limits
  if (rights) writeRights(doc, rights)
  if (locked) setLocked(doc, locked, true)
  if (writing) writeWriting(doc, { ...sharedWriting, mode: writing })
  const link = new LocalLink(doc)
  const model = openBoard({
    session: { session: '', board: 'bench', title: 'Bench', language: 'en', role, participant: me },
    measure,
    say: (sentence) => sentence,
    work: workCode,
    platform: { ...browserPlatform(), soon: (run) => run(), openPhotoOutboxDb: undefined },
    link,
  })
  link.deliver({
    kind: 'hello',
    hello: { version: wireVersion, role, me, index: ownIndex, now: Date.now(), ballots: [] },
  })
  const server = new Awareness(new Y.Doc())
  return {
    model,
    doc,
    setOthers: (others) => {
      const gone = [...server.getStates().keys()]
      const clients = [...new Set([...gone, ...others.map(({ index }) => index)])]
      for (const client of gone) server.states.delete(client)
      for (const state of others) server.states.set(state.index, { ...state })
      for (const client of clients) {
        const clock = (server.meta.get(client)?.clock ?? 0) + 1
        server.meta.set(client, { clock, lastUpdated: 0 })
      }
      link.deliver({ kind: 'awareness', update: encodeAwarenessUpdate(server, clients) })
    },
    setCursor: (index, cursor) => link.deliver({ kind: 'cursors', cursors: [{ index, cursor }] }),
    setRounds: (rounds) => {
      doc.transact(() => {
        for (const id of roundsRoot(doc).keys()) roundsRoot(doc).delete(id)
        for (const round of rounds) writeRound(doc, round)
      })
    },
    setDots: (round, dots) => link.deliver({ kind: 'ballot', ballot: { round, dots, remaining: 0 } }),
  }
}
