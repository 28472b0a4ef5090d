import { computed, type ReadableAtom } from 'nanostores'
import { swap } from '#shared/activities/test/swap-asking.ts'
import { areEnough, namesIn, namesOf } from '#shared/activities/test/names.ts'
import {
  nextSentence,
  sentencesIn,
  unansweredSentences,
  type TestedSentence,
} from '#shared/activities/test/test-state.ts'
import type { Answers, Step, StepPath } from '#shared/agenda/template.ts'
import { askedName } from '#shared/board/activities.ts'
import { testsIn, type StepTest } from '#shared/statements/tested.ts'
import { isAboutTheirs } from '#shared/workshop/theirs.ts'
import { translator } from '../../i18n/i18n.ts'
import { finalProgress } from '../../i18n/told-progress.ts'
import { answeredAt, leadAsking } from '../../panels/asking/in-asking.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepFigures, StepPress } from '../../panels/host/scenes.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  begin: {
    swap: 'Go on to “Change the name”',
    opposite: 'Go on to the opposite',
    who: 'Go on to “Who, exactly?”',
    monday: 'Go on to Monday morning',
  },
  first: 'Put the sentence to the test',
  names: 'Give the other names',
  next: 'Next sentence: {{number}} of {{of}}',
  reveal: 'Show all answers',
  revealed_one: '{{count}} answer is shown.',
  revealed_other: '{{count}} answers are shown.',
  judged: 'judged',
}

export const fr = {
  begin: {
    swap: 'Passer à « Changez le nom »',
    opposite: 'Passer au contraire',
    who: 'Passer à « Qui, exactement ? »',
    monday: 'Passer à « Lundi matin »',
  },
  first: 'Mettre la phrase à l’épreuve',
  names: 'Donner les autres noms',
  next: 'Phrase suivante : {{number}} sur {{of}}',
  reveal: 'Montrer toutes les réponses',
  revealed_one: '{{count}} réponse montrée.',
  revealed_other: '{{count}} réponses montrées.',
  judged: 'ont jugé',
} satisfies typeof en

/** The sentences of the one button and of its figures. */
const testStepWords = wordsOf({ en, fr })

export { testStepWords }

/** The id of the field for the names, on the facilitator’s desk. */
export const namesField = 'test-names'

export type TestStep = Extract<Step, { readonly activity: 'test' }>

/** The test of a step as everybody sees it. */
export interface ShownTest {
  readonly sentences: readonly TestedSentence[]
  /** Of the step, oldest first. */
  readonly tests: readonly StepTest[]
  readonly next: TestedSentence | undefined
  /** Those about which nobody has answered. */
  readonly unanswered: readonly TestedSentence[]
}

export function testIn({ voting, activity }: BoardModel, path: StepPath): ReadableAtom<ShownTest> {
  return computed([activity('test'), voting.texts, activity(askedName)], (state, rounds, asked) => {
    const sentences = sentencesIn(state, path)
    const tests = testsIn(rounds, asked).filter(({ step }) => step === path)
    return {
      sentences,
      tests,
      next: nextSentence(sentences, tests, path),
      unanswered: unansweredSentences(sentences, tests, path),
    }
  })
}

/** The sentence of a test with our own name. */
export function sentenceOf({ sentences }: ShownTest, { about }: StepTest): string | undefined {
  return sentences.find(({ version }) => version === about)?.text
}

/** The names of other organisations that the step has, as far as it has any. */
export function namesFor(step: TestStep, answers: Answers, tests: readonly StepTest[]): readonly string[] {
  const former = tests.findLast((test) => test.labels && !isAboutTheirs(test))
  if (former?.labels) return Object.values(former.labels)
  const asked = step.namesFrom === undefined ? undefined : answers[step.namesFrom]
  return asked === undefined ? namesOf(step.names ?? []) : namesIn(String(asked))
}

/** Sentences come one after the other, each with its answers; answers in words are shown together. */
export function leadInTest(model: BoardModel): ReadableAtom<StepPress | null> {
  const { activity, agenda, writing } = model
  const show = leadAsking(model, swap)
  return computed([activity('test'), show, agenda, writing, translator], (_, close): StepPress | null => {
    const running = runningStep(model)
    if (running?.step.activity !== 'test') return null
    const { t } = testStepWords
    if (running.step.kind !== 'swap')
      return writing.get().mode === 'private'
        ? { label: t('reveal'), run: () => reportRefusal(model, reveal(model, running.step)) }
        : null
    if (close) return close
    const { sentences, tests, next } = testIn(model, running.path).get()
    const names = namesFor(running.step, agenda.get()?.answers ?? {}, tests)
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

/** The last test with answers. */
export function lastAnswered(tests: readonly StepTest[]): StepTest | undefined {
  return tests.findLast(({ voted }) => voted > 0)
}

/** "7 of 9 answered" of the sentence that is asked about, or else of the last one with answers. */
export function judgedInStep(model: BoardModel, path: StepPath): ReadableAtom<StepFigures | null> {
  const { voting, activity } = model
  const stores = [answeredAt(model, path), voting.texts, activity(askedName), translator] as const
  return computed(stores, (now, rounds, asked) => {
    const label = testStepWords.t('judged')
    if (now && now.isOver !== true) return { ...now, label }
    const tests = testsIn(rounds, asked).filter(({ step }) => step === path)
    const { voted: done, eligible: of } = lastAnswered(tests) ?? tests.at(-1) ?? { voted: 0, eligible: 0 }
    return of === 0 ? null : { done, of, isOver: true, label, text: finalProgress('answered', done, of) }
  })
}
