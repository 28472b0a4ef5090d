import { pasteLimit } from '#shared/board/limits.ts'
import type { Refusal } from '#shared/wire/command.ts'
import { Operation, Barrier } from '#shared/workshop/policy.ts'
import type { BoardCommands } from '../contract/board-commands.ts'
import { shiftTo, writeClipboard, type ClipboardContent, type CopiedBoard } from '../document/copied-board.ts'
import type { Platform } from '../platform/platform.ts'
import { type LostNote, offerable } from '../document/unsaved-work.ts'
import { createClusterCommands, groupAt } from './cluster-commands.ts'
import { createAreaCommands } from './area-commands.ts'
import type { EarlyWorkplace, CarriedPhoto, Workplace } from './command-context.ts'
import { pickUp, putDown } from './duplicate.ts'
import { createLookCommands } from './look-commands.ts'
import { createNoteCommands } from './note-commands.ts'
import { createOrder } from './order.ts'
import { whyNot } from './notices.ts'

export type BoardWork = ReturnType<typeof createBoardWork>

/** The commands by which a person changes notes and groups. */
export function createBoardWork(
  early: EarlyWorkplace,
  { held, random, now }: { readonly held: () => ReadonlySet<string> } & Pick<Platform, 'random' | 'now'>,
) {
  const order = createOrder({ ...early, held, random, now })
  const work = { ...early, order }
  const noteCommands = createNoteCommands(work)
  return {
    commands: {
      ...noteCommands,
      ...createClusterCommands(work),
      ...createLookCommands(work),
      ...createAreaCommands(work),
      ...createCopyCommands(work, noteCommands),
    },
    showTakenBack: (code: Refusal['code'], lost: readonly LostNote[]) => showTakenBack(work, code, lost),
    close: order.close,
  }
}

type CopiedNote = CopiedBoard['notes'][number]

function createCopyCommands(
  at: Workplace,
  { remove }: Pick<BoardCommands, 'remove'>,
): Pick<BoardCommands, 'copy' | 'cut' | 'paste'> {
  const { notices, say } = at
  return {
    copy: (ids) => written(at, pickUp(at, ids)),
    cut: (ids) => {
      const copied = pickUp(at, ids)
      if (copied.notes.length > pasteLimit) {
        notices.show({ tone: 'warn', text: say('notices.notCut', { most: pasteLimit }) })
        return undefined
      }
      remove(ids)
      // WebKitGTK asks twice for one key: the second, empty cut must not replace the first.
      return copied.notes.length === 0 ? undefined : written(at, copied)
    },
    paste: (copied, where) => {
      const { board, left: count } = copied
      if (count) notices.show({ tone: 'warn', text: say('notices.pasteLeft', { count, most: pasteLimit }) })
      const isFromHere = board === undefined || board === at.board
      const notes = isFromHere ? copied.notes : copied.notes.map(withoutPhoto)
      const carried: CarriedPhoto[] = []
      const note = (index: number, id: string | undefined) => {
        const photo = copied.notes[index]?.photo
        if (photo && id !== undefined) carried.push({ id, photo })
      }
      let added: readonly string[] = []
      if (!at.can(Operation.addNote)) for (const [index, id] of at.toDesk(notes).entries()) note(index, id)
      else {
        // A note pasted alone joins the cluster under the pointer, not again the one it was copied from.
        const into = copied.clusters.length === 0 ? groupAt(at.scene, where) : null
        added = putDown(
          at,
          { ...copied, notes },
          shiftTo(copied, where),
          () => into,
          (put, id) => note(notes.indexOf(put), id),
        )
      }
      if (!isFromHere && carried.length > 0) at.carry(board, carried)
      return added
    },
  }
}

function written({ board }: Workplace, copied: CopiedBoard): ClipboardContent {
  return writeClipboard(copied.notes.some(({ photo }) => photo) ? { ...copied, board } : copied)
}

/** Another board's photo is not on this board: it follows when it has been fetched there and uploaded here. */
function withoutPhoto({ photo: _photo, ...note }: CopiedNote): CopiedNote {
  return note
}

/**
 * Shows why an edit was taken back, and offers the words that it alone had. Nothing is said of a mend that the end of a
 * step has overtaken.
 */
export function showTakenBack(at: Workplace, code: Refusal['code'], all: readonly LostNote[]): void {
  const lost = offerable(code, all)
  if (code === 'step_closed' && lost.length === 0 && at.order.hasJustMended()) return
  const why = at.say(`errors.${code}`)
  if (lost.length === 0) at.notices.show({ tone: 'danger', text: why })
  else offer(at, why, lost)
}

/** The words wait in this notice alone, until they are put back or the notice is dismissed. */
function offer(at: Workplace, why: string, lost: readonly LostNote[]): void {
  const { notices, say } = at
  const count = lost.length
  const isForDesk = barrierTo(at) === Barrier.writingPrivate
  notices.show({
    tone: 'warn',
    text: `${why} ${say('notices.unsaved', { count })}`,
    isLasting: true,
    action: {
      label: say(isForDesk ? 'notices.putBackDrafts' : 'notices.putBackNotes', { count }),
      run: () => putBack(at, { why, lost, isForDesk }),
    },
  })
}

function putBack(
  at: Workplace,
  { why, lost, isForDesk }: { why: string; lost: readonly LostNote[]; isForDesk: boolean },
): void {
  const barrier = barrierTo(at)
  const isPrivate = barrier === Barrier.writingPrivate
  // Words offered as a private draft never go on the board, nor the other way round.
  if (isPrivate !== isForDesk) return offer(at, why, lost)
  if (isPrivate) {
    const left = lost.slice(at.toDesk(lost).length)
    if (left.length > 0) offer(at, why, left)
    return
  }
  if (barrier) return offer(at, whyNot(barrier, at.can, at.say), lost)
  const notes = lost.map((note) => ({ ...note, cluster: null }))
  putDown(at, { notes, clusters: [] }, { x: 0, y: 0 }, () => null)
}

function barrierTo({ rights }: Workplace): Barrier | undefined {
  return rights.barrierTo(Operation.addNote)
}
