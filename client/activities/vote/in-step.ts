import { computed, type ReadableAtom } from 'nanostores'
import { type RunOff, withRunOff, withRunOffAgain } from '#shared/activities/vote/run-off.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { isAboutPrinciples } from '#shared/agenda/steps.ts'
import type { Step, StepPath, Template } from '#shared/agenda/template.ts'
import { numberWord } from '#shared/blocks/numbers.ts'
import { automaticScale, PollMethod, scaleFor } from '#shared/workshop/round.ts'
import { currentLanguage, translator } from '../../i18n/i18n.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import { roundFigures } from '../../panels/host/round-figures.ts'
import type { StepChoice, StepFigures, StepPress } from '../../panels/host/scenes.ts'

export const en = {
  stepBegin: 'Open the vote',
  stepBeginScores: 'Open the vote: 0 to 3 points each',
  stepBeginDots: 'Open the vote with dots',
  stepClose: 'Close the vote',
  decide: 'Decide between {{number}}',
  decideAgain: 'Vote on the {{number}} again',
  decideNext: 'A vote between the {{number}} comes next.',
  voted: 'voted',
}

export const fr = {
  stepBegin: 'Ouvrir le vote',
  stepBeginScores: 'Ouvrir le vote : de 0 à 3 pour chacun',
  stepBeginDots: 'Ouvrir le vote : des points à placer',
  stepClose: 'Clôturer le vote',
  decide: 'Départager les {{number}}',
  decideAgain: 'Revoter entre les {{number}}',
  decideNext: 'Un vote entre les {{number}} vient ensuite.',
  voted: 'ont voté',
} satisfies typeof en

/** The sentences that load with the scene of the steps. */
const voteStepWords = wordsOf({ en, fr })

/** Where the number of people decides how they vote, the facilitator reads it on the button. */
export function beginVoteLabel(step: Step, people: number, template: Template): string {
  if (step.activity !== 'vote' || step.scale !== automaticScale) return voteStepWords.t('stepBegin')
  const isScored = scaleFor(step.scale, people, isAboutPrinciples(template, step)) === PollMethod.score
  return voteStepWords.t(isScored ? 'stepBeginScores' : 'stepBeginDots')
}

/**
 * Before people go on the vote is closed, so that everybody sees the result first. Where more are level than go on together,
 * the next press puts a vote on these alone after this one. Where such a vote has separated nothing, the room chooses: it
 * goes on with all of them, or votes on them again.
 */
export function closeInStep(model: BoardModel): ReadableAtom<StepPress | StepChoice | null> {
  const { voting } = model
  // A new translator is another language.
  return computed(
    [voting.open, voting.rounds, model.agenda, translator],
    (open, rounds, agenda): StepPress | StepChoice | null => {
      if (open)
        return {
          label: voteStepWords.t('stepClose'),
          run: () => reportRefusal(model, voting.closeRound(open.id)),
        }
      const path = agenda?.now.step ?? null
      if (!agenda || path === null) return null
      const pressOf = (key: 'decide' | 'decideAgain', next: RunOff) => ({
        label: voteStepWords.t(key, { number: numberWord(currentLanguage(), next.count) }),
        run: () => insert(model, agenda, next),
      })
      const next = withRunOff(agenda.template, path, rounds)
      if (next) return { ...pressOf('decide', next), isAtOnce: true }
      const again = withRunOffAgain(agenda.template, path, rounds)
      return again ? { other: pressOf('decideAgain', again) } : null
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
