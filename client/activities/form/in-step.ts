import { computed, type ReadableAtom } from 'nanostores'
import { preparationsIn } from '#shared/activities/form/preparation.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { translator } from '../../i18n/i18n.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { StepFigures } from '../../panels/host/scenes.ts'

export const en = {
  begun_one: '{{count}} of {{of}} has begun',
  begun_other: '{{count}} of {{of}} have begun',
  nobody: 'None of {{of}} has begun yet',
  done_one: '{{count}} done',
  done_other: '{{count}} done',
}

export const fr = {
  begun_one: '{{count}} sur {{of}} a commencé',
  begun_other: '{{count}} sur {{of}} ont commencé',
  nobody: 'Personne n’a encore commencé (sur {{of}})',
  done_one: '{{count}} a fini',
  done_other: '{{count}} ont fini',
} satisfies typeof en

/** The sentences of forms that load with the page. */
const formStepWords = wordsOf({ en, fr })

/** "7 of 12 have begun, 5 are done". */
export function figuresOfForm(model: BoardModel, path: StepPath): ReadableAtom<StepFigures | null> {
  // A new translator is another language.
  return computed([model.activity('form'), translator], (state): StepFigures | null => {
    const preparation = preparationsIn(state).get(path)
    if (!preparation || preparation.of === 0) return null
    const { begun, done, of } = preparation
    const text = [
      begun === 0 ? formStepWords.t('nobody', { of }) : formStepWords.t('begun', { count: begun, of }),
      ...(done > 0 ? [formStepWords.t('done', { count: done })] : []),
    ].join(' · ')
    return { done, of, text }
  })
}
