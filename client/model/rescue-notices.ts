import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { Refusal } from '#shared/wire/error.ts'
import { offerable, type LostNote } from './rescue.ts'
import { putDown } from './duplicate.ts'
import type { Workplace } from './workplace.ts'

/** An edit was taken back: why, and the way to what was written on it alone. */
export function showTakenBack(at: Workplace, code: Refusal['code'], all: readonly LostNote[]): void {
  const lost = offerable(code, all)
  const why = at.say(`errors.${code}`)
  if (lost.length === 0) return void at.notices.show({ tone: 'danger', text: why })
  offer(at, `${why} ${at.say('notices.unsaved', { count: lost.length })}`, lost)
}

function offer(at: Workplace, text: string, lost: readonly LostNote[]): void {
  const barrier = at.rights.barrierTo(Operation.addNote)
  const isForDesk = barrier === Barrier.writingPrivate
  at.notices.show({
    tone: 'warn',
    text,
    // On a locked board the words wait here for somebody to unlock it.
    ...(barrier !== undefined && !isForDesk && { isLasting: true }),
    action: isForDesk
      ? {
          label: at.say('notices.putBackDrafts', { count: lost.length }),
          run: () => at.toDesk(lost),
        }
      : {
          label: at.say('notices.putBackNotes', { count: lost.length }),
          run: () => putBack(at, text, lost),
        },
  })
}

function putBack(at: Workplace, text: string, lost: readonly LostNote[]): void {
  if (!at.can(Operation.addNote)) return offer(at, text, lost)
  const notes = lost.map((note) => ({ ...note, cluster: null }))
  putDown(at, { notes, clusters: [] }, { x: 0, y: 0 }, () => null)
}
