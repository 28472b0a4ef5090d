import { computed, type ReadableAtom } from 'nanostores'
import { preparationsIn } from '#shared/activities/form/preparation.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { translator } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { StepFigures } from '../../panels/host/scenes.ts'
import { formStepWords } from './step-words.ts'

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
