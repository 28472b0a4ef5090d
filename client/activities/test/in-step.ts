import { computed, type ReadableAtom } from 'nanostores'
import { areEnough, namesIn, namesOf } from '#shared/activities/test/names.ts'
import {
  nextSentence,
  sentencesIn,
  unansweredSentences,
  type TestedSentence,
} from '#shared/activities/test/test-state.ts'
import type { Answers, Step, StepPath } from '#shared/agenda/template.ts'
import type { Round } from '#shared/workshop/round.ts'
import { isAboutTheirs } from '#shared/workshop/theirs.ts'
import { translator } from '../../i18n/i18n.ts'
import { roundFigures } from '../../panels/host/round-figures.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepFigures, StepPress } from '../../panels/host/scenes.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { testStepWords } from './step-words.ts'

/** The id of the field for the names, on the facilitator’s desk. */
export const namesField = 'test-names'

export type TestStep = Extract<Step, { readonly activity: 'test' }>

/** The test of a step as everybody sees it. */
export interface ShownTest {
  readonly sentences: readonly TestedSentence[]
  /** Of the step, oldest first. */
  readonly rounds: readonly Round[]
  readonly next: TestedSentence | undefined
  /** Those about which nobody has answered. */
  readonly unanswered: readonly TestedSentence[]
}

export function testIn({ voting, activity }: BoardModel, path: StepPath): ReadableAtom<ShownTest> {
  return computed([activity('test'), voting.texts], (state, all) => {
    const sentences = sentencesIn(state, path)
    const rounds = all.filter(({ step }) => step === path)
    return {
      sentences,
      rounds,
      next: nextSentence(sentences, rounds, path),
      unanswered: unansweredSentences(sentences, rounds, path),
    }
  })
}

/** The sentence of a round with our own name. */
export function sentenceOf({ sentences }: ShownTest, { about }: Round): string | undefined {
  return sentences.find(({ version }) => version === about)?.text
}

/** The names of other organisations that the step has, as far as it has any. */
export function namesFor(step: TestStep, answers: Answers, rounds: readonly Round[]): readonly string[] {
  const former = rounds.findLast((round) => round.labels && !isAboutTheirs(round))
  if (former?.labels) return Object.values(former.labels)
  const asked = step.namesFrom === undefined ? undefined : answers[step.namesFrom]
  return asked === undefined ? namesOf(step.names ?? []) : namesIn(String(asked))
}

/** Sentences come one after the other, each with its answers; answers in words are shown together. */
export function leadInTest(model: BoardModel): ReadableAtom<StepPress | null> {
  const { voting, activity, agenda, writing } = model
  return computed([activity('test'), voting.texts, agenda, writing, translator], (): StepPress | null => {
    const running = runningStep(model)
    if (running?.step.activity !== 'test') return null
    const { t } = testStepWords
    if (running.step.kind !== 'swap')
      return writing.get().mode === 'private'
        ? { label: t('reveal'), run: () => reportRefusal(model, reveal(model, running.step)) }
        : null
    const { sentences, rounds, next } = testIn(model, running.path).get()
    const open = rounds.find(({ state }) => state === 'open')
    if (open) return { label: t('close'), run: () => reportRefusal(model, voting.closeRound(open.id)) }
    const names = namesFor(running.step, agenda.get()?.answers ?? {}, rounds)
    if (!next) return null
    if (!areEnough(names))
      return {
        label: t('names'),
        isAtOnce: true,
        run: () => document.getElementById(namesField)?.focus(),
      }
    const number = sentences.indexOf(next) + 1
    return {
      label: number === 1 ? t('first') : t('next', { number, of: sentences.length }),
      isAtOnce: true,
      run: () => reportRefusal(model, model.run({ kind: 'test.open' })),
    }
  })
}

/** Shows all answers. Of opposites everybody says then which could be defended: it costs no press of its own. */
async function reveal(model: BoardModel, step: Step): ReturnType<BoardModel['run']> {
  const outcome = await model.run({ kind: 'desk.reveal' })
  if (outcome.ok && step.activity === 'test' && step.kind === 'opposite')
    await model.run({ kind: 'test.open' })
  return outcome
}

/** The round whose sentence a room reads: the open one, or else the last one with answers. */
export function shownRound(rounds: readonly Round[]): Round | undefined {
  return rounds.find(({ state }) => state === 'open') ?? rounds.findLast(({ voted }) => voted > 0)
}

/** "7 of 9 judged" of the sentence that is shown; of the last one when nobody has answered any. */
export function judgedInStep({ voting }: BoardModel, path: StepPath): ReadableAtom<StepFigures | null> {
  return computed([voting.texts, translator], (all) => {
    const rounds = all.filter(({ step }) => step === path)
    const round = shownRound(rounds) ?? rounds.at(-1)
    if (!round || round.eligible === 0) return null
    return roundFigures(round, testStepWords.t('judged'))
  })
}
