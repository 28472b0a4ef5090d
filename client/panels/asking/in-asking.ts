import { computed, type ReadableAtom } from 'nanostores'
import { declarations } from '#shared/activities/declared.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { isTurn } from '#shared/asking/ask.ts'
import {
  askedIn,
  figuresIn,
  isShown,
  proposedIn,
  type Asked,
  type Proposed,
  type ShownAsked,
} from '#shared/asking/asked.ts'
import { sentenceOf, type Declared, type ResultReader } from '#shared/asking/define.ts'
import { askedName } from '#shared/board/activities.ts'
import { currentLanguage, translator } from '../../i18n/i18n.ts'
import { finalProgress, toldProgress } from '../../i18n/told-progress.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { persistently } from '../../offline/download.ts'
import { tellLost } from '../host/entries.tsx'
import { reportRefusal } from '../host/outcome.ts'
import type { StepFigures, StepPress } from '../host/scenes.ts'
import { runningStep } from '../host/use-agenda.ts'

export function declaredAs(name: string): Declared {
  const declared = declarations[name]
  if (!declared) throw new Error(`no activity ${name} is declared`)
  return declared
}

/** A sentence of an activity in the language of this page. */
export function sayOf({ words }: Declared, key: string): string {
  return sentenceOf(words, key, currentLanguage())
}

/** The questions of a step as everybody has them; undefined before they are asked. */
export function askedAt(
  { activity }: Pick<BoardModel, 'activity'>,
  path: StepPath,
): ReadableAtom<Asked | undefined> {
  return computed(activity(askedName), (state) => askedIn(state, path))
}

/** The things of a step that somebody proposed, by their ids. */
export function proposedAt(
  { activity }: Pick<BoardModel, 'activity'>,
  path: StepPath,
  asked: Pick<Asked, 'id'>,
): ReadableAtom<Proposed> {
  return computed(activity(askedName), (state) => proposedIn(state, path, asked))
}

/** This page reads the result of a step. */
export function readerOf({ activity }: Pick<BoardModel, 'activity'>, path: StepPath): ResultReader {
  return { language: currentLanguage(), path, stateOf: (name) => activity(name).get() }
}

/** Shows the answers; once they are shown, or while nobody is asked about anything, the one button goes on. */
export function leadAsking(model: BoardModel, declared: Declared): ReadableAtom<StepPress | null> {
  return computed([model.agenda, model.activity(askedName), translator], (_, state): StepPress | null => {
    const running = runningStep(model)
    const asked = running?.step.activity === declared.name ? askedIn(state, running.path) : undefined
    if (!running || !asked) return null
    if (isShown(asked)) return declared.again ? afterCases(model, declared, asked) : null
    if (declared.isOnProposal && Object.keys(proposedIn(state, running.path, asked)).length === 0) return null
    const run = () => reportRefusal(model, model.run({ kind: 'asking.show', asked: asked.id }))
    const { all = [], at = 0 } = asked.pairs ?? {}
    const turn = all[at]
    const next = isTurn(turn) ? `next.${turn[1] ?? 'look'}` : 'next'
    return { label: sayOf(declared, at + 1 >= all.length ? 'show' : next), about: asked.id, run }
  })
}

/** The words that settle fewer cases than before are reworked; others may stay. The room decides. */
function afterCases(model: BoardModel, declared: Declared, asked: ShownAsked): StepPress {
  const ways = async () => persistently(async () => import('../after/ask-cases.ts'))
  const go = (lead: (parts: Awaited<ReturnType<typeof ways>>) => Promise<void>) => () =>
    void ways()
      .then(lead)
      .catch(async () => tellLost(model))
  const keep = {
    label: sayOf(declared, 'keep'),
    run: go(async ({ keepCaseWords }) => keepCaseWords(model, asked)),
  }
  const rework = {
    label: sayOf(declared, 'rework'),
    run: go(async ({ reworkCaseWords }) => reworkCaseWords(model, asked)),
  }
  const isLess = declared.again?.(asked).some(({ verdict }) => verdict !== 'asBefore')
  return isLess ? { ...rework, other: keep } : { ...keep, other: rework }
}

/** "5 of 9 answered". */
export function answeredAt({ activity }: BoardModel, path: StepPath): ReadableAtom<StepFigures | null> {
  return computed([activity(askedName), translator], (state) => {
    const shown = askedIn(state, path)?.shown
    if (shown) {
      const { voted: done, of } = shown
      return { done, of, isOver: true, text: finalProgress('answered', done, of) }
    }
    const figures = figuresIn(state, path)
    return figures ? { ...figures, text: toldProgress('answered', figures) } : null
  })
}
