import { computed, type ReadableAtom } from 'nanostores'
import { withRunOff, type RunOff } from '#shared/activities/vote/run-off.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import { numberWord } from '#shared/blocks/numbers.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { currentLanguage, translator } from '../../i18n/i18n.ts'
import { roundFigures } from '../../panels/host/round-figures.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepFigures, StepPress } from '../../panels/host/scenes.ts'
import { voteStepWords } from './step-words.ts'

/**
 * Before people go on the vote is closed, so that everybody sees the result first. Where more are level than go on together,
 * the next press puts a vote on these alone after this one.
 */
export function closeInStep(model: BoardModel): ReadableAtom<StepPress | null> {
  const { voting } = model
  // A new translator is another language.
  return computed(
    [voting.open, voting.rounds, model.agenda, translator],
    (open, rounds, agenda): StepPress | null => {
      if (open)
        return {
          label: voteStepWords.t('stepClose'),
          run: () => reportRefusal(model, voting.closeRound(open.id)),
        }
      const path = agenda?.now.step ?? null
      const next = agenda && path !== null ? withRunOff(agenda.template, path, rounds) : undefined
      if (!agenda || !next) return null
      return {
        label: voteStepWords.t('decide', { number: numberWord(currentLanguage(), next.count) }),
        isAtOnce: true,
        run: () => insert(model, agenda, next),
      }
    },
  )
}

/** As every edit of the agenda it can be taken back. */
function insert(model: BoardModel, { template, answers, edition }: Agenda, next: RunOff): void {
  const edit = (to: Template, from: number) =>
    model.run({ kind: 'agenda.edit', edition: from, template: to, answers })
  const inserted = edit(next.template, edition)
  reportRefusal(model, inserted)
  const tell = async () => {
    if (!(await inserted).ok) return
    model.notices.show({
      text: voteStepWords.t('decideNext', { number: numberWord(currentLanguage(), next.count) }),
      tone: 'calm',
      action: {
        label: voteStepWords.t('common.undo'),
        run: () => reportRefusal(model, edit(template, edition + 1)),
      },
    })
  }
  void tell()
}

/** "23 of 27 voted", once the round of the step is there. */
export function votersOfStep({ voting }: BoardModel, path: StepPath): ReadableAtom<StepFigures | null> {
  return computed([voting.rounds, translator], (rounds) => {
    const round = rounds.findLast(({ step }) => step === path)
    if (!round || round.eligible === 0) return null
    return roundFigures(round, voteStepWords.t('voted'))
  })
}
