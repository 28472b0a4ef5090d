import { Operation } from '#shared/workshop/policy.ts'
import type { Refusal } from '#shared/wire/error.ts'
import type { LostNote } from './rescue.ts'
import { putDown } from './duplicate.ts'
import type { Workplace } from './workplace.ts'

/** An edit was taken back: why, and the way to what was written on it alone. */
export function showTakenBack(at: Workplace, code: Refusal['code'], lost: readonly LostNote[]): void {
  const why = at.say(`errors.${code}`)
  if (lost.length === 0) return void at.notices.show({ tone: 'danger', text: why })
  offer(at, `${why} ${at.say('notices.unsaved', { count: lost.length })}`, lost)
}

function offer(at: Workplace, text: string, lost: readonly LostNote[]): void {
  const notes = lost.map(({ text, tint, kind, x, y }) => ({ text, tint, kind, x, y, cluster: null }))
  at.notices.show({
    tone: 'warn',
    text,
    action: at.can(Operation.addNote)
      ? {
          label: at.say('notices.putBackNotes', { count: lost.length }),
          run: () => void putDown(at, { notes, clusters: [] }, { x: 0, y: 0 }, () => null),
        }
      : {
          label: at.say('notices.putBackDrafts', { count: lost.length }),
          run: () => at.toDesk(lost.map(({ text }) => text)),
        },
  })
}
