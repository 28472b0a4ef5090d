import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { Refusal } from '#shared/wire/refusal.ts'
import { offerable, type LostNote } from '../document/unsaved-work.ts'
import { putDown } from './duplicate.ts'
import { whyNot } from './why-not.ts'
import type { Workplace } from './command-context.ts'

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
