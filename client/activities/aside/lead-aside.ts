import { computed, type ReadableAtom } from 'nanostores'
import { toSetAside } from '#shared/activities/aside/result.ts'
import { askedIn, isShown, proposedIn } from '#shared/asking/asked.ts'
import { asideLogsIn, asideName } from '#shared/board/aside.ts'
import { askedName } from '#shared/board/activities.ts'
import { translator } from '../../i18n/i18n.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepPress } from '../../panels/host/scenes.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'

export const en = {
  confirm_one: 'Set sentence {{numbers}} aside',
  confirm_other: 'Set sentences {{numbers}} aside',
}

export const fr = {
  confirm_one: 'Mettre la phrase {{numbers}} de côté',
  confirm_other: 'Mettre les phrases {{numbers}} de côté',
} satisfies typeof en

const words = wordsOf({ en, fr })

/** Confirms what the room said, once the answers are shown. Null: nothing is to be set aside. */
export function leadAside(model: BoardModel): ReadableAtom<StepPress | null> {
  const states = [model.agenda, model.activity(askedName), model.activity(asideName), translator] as const
  return computed(states, (_, state, aside): StepPress | null => {
    const running = runningStep(model)
    const asked = running?.step.activity === asideName ? askedIn(state, running.path) : undefined
    if (!running || !isShown(asked)) return null
    const logs = asideLogsIn(aside)
    const gone = toSetAside(asked, proposedIn(state, running.path, asked)).filter(
      ({ thing }) => logs.get(thing.id)?.some((entry) => entry.asked === asked.id) !== true,
    )
    if (gone.length === 0) return null
    const numbers = gone.map(({ thing }) => thing.label).join(', ')
    return {
      label: words.t('confirm', { numbers, count: gone.length }),
      isAtOnce: true,
      run: () => reportRefusal(model, model.run({ kind: 'aside.confirm', asked: asked.id })),
    }
  })
}
