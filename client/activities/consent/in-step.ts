import { computed, type ReadableAtom } from 'nanostores'
import type { StepPath } from '#shared/agenda/template.ts'
import { AdoptionKind, ConsentGap } from '#shared/workshop/adoption.ts'
import { agreementOf } from '#shared/workshop/tally.ts'
import { translator } from '../../i18n/i18n.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { CommandOutcome } from '../../model/contract/board-commands.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { roundFigures } from '../../panels/host/round-figures.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepFigures, StepPress } from '../../panels/host/scenes.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { storesOf, viewOf, type ConsentView } from './consent-view.ts'

export const en = {
  ask: 'Open the question',
  askAgain: 'Ask again',
  close: 'Close the question',
  reply: 'Answer the objections',
  amend: 'Amend the sentence',
  keep: 'Keep the amended sentence',
  adopt: 'Adopt this sentence',
  answered: 'answered',
  take: 'Take a sentence',
  over: {
    adopted: 'Adopted',
    drafting: 'The sentence is amended',
    carried: 'The room can carry it',
    answered: 'Every 0 is answered',
    'not-carried': 'It does not hold yet',
    unanswered: 'An objection waits',
    'too-few': 'Too few answers to know',
    nobody: 'Everybody passed',
  },
}

export const fr = {
  ask: 'Ouvrir la question',
  askAgain: 'Poser à nouveau la question',
  close: 'Clôturer la question',
  reply: 'Répondre aux objections',
  amend: 'Amender la phrase',
  keep: 'Garder la phrase amendée',
  adopt: 'Adopter cette phrase',
  answered: 'réponses',
  take: 'Prendre une phrase',
  over: {
    adopted: 'Adoptée',
    drafting: 'La phrase est amendée',
    carried: 'La salle peut la porter',
    answered: 'Chaque 0 a sa réponse',
    'not-carried': 'Elle ne tient pas encore',
    unanswered: 'Une objection attend',
    'too-few': 'Trop peu de réponses pour savoir',
    nobody: 'Tout le monde est sans avis',
  },
} satisfies typeof en

/** The words of the one button and of the figures. */
const consentStepWords = wordsOf({ en, fr })

/** The question is asked, closed, and the sentence is adopted before people go on. */
export function leadConsent(model: BoardModel): ReadableAtom<StepPress | null> {
  return computed([...storesOf(model), translator], () => {
    const path = runningStep(model)?.path
    return path === undefined ? null : pressOf(model, viewOf(model, path))
  })
}

function pressOf(model: BoardModel, view: ConsentView): StepPress | null {
  const { t } = consentStepWords
  const { current, open, asked, before, gap, adoption, isDrafting } = view
  if (open) return { label: t('close'), run: () => reportRefusal(model, model.voting.closeRound(open.id)) }
  if (adoption) return null
  if (current === null)
    return view.candidates.length > 1 ? { label: t('take'), isAtOnce: true, run: showChoosing } : null
  if (isDrafting) {
    const run = () => reportRefusal(model, amend(model, current))
    return { label: t('keep'), isAtOnce: true, run }
  }
  // Too few answered, or everybody passed: the answers decide nothing.
  if (!asked || gap === ConsentGap.tooFew || gap === ConsentGap.nobody) {
    const run = () => reportRefusal(model, model.run({ kind: 'consent.ask', version: current }))
    return { label: t(asked || before ? 'askAgain' : 'ask'), isAtOnce: true, run }
  }
  if (gap === ConsentGap.notCarried) {
    const draft = { kind: 'consent.draft', version: current, isOpen: true } as const
    return { label: t('amend'), isAtOnce: true, run: () => reportRefusal(model, model.run(draft)) }
  }
  if (gap !== undefined) return { label: t('reply'), isAtOnce: true, run: showDecision }
  const adopt = { kind: 'purpose.adopt', version: current, by: AdoptionKind.consent } as const
  return { label: t('adopt'), isAtOnce: true, run: () => reportRefusal(model, model.run(adopt)) }
}

/** Names the words that stand on this screen: others, which come in between, are not kept. */
async function amend(model: BoardModel, version: string): Promise<CommandOutcome> {
  const { versions, wordsOf } = await model.statements()
  const statement = versions.get().find(({ id }) => id === version)?.statement ?? ''
  return model.run({ kind: 'consent.amend', version, words: wordsOf(statement) })
}

/** The field for the answer to the first objection on this facilitator's desk, or another way to decide. */
function showDecision(): void {
  const field = document.querySelector<HTMLElement>('.consent__reply textarea')
  const button = document.querySelector<HTMLElement>('.consent__presses button:last-child')
  const target = field ?? button
  target?.focus()
}

/** The list to take a sentence from, on the stage of this facilitator. */
function showChoosing(): void {
  document.querySelector<HTMLElement>('.consent-choosing button')?.focus()
}

/** "23 of 27 answered", while the question is open. Once it is closed nobody is waited for. */
export function answeredInStep(model: BoardModel, path: StepPath): ReadableAtom<StepFigures | null> {
  return computed([...storesOf(model), translator], () => {
    const view = viewOf(model, path)
    const { open, asked } = view
    const title = overTitle(view)
    const isUnsettled = view.adoption === undefined && (view.isDrafting || view.gap !== undefined)
    const round = open ?? asked
    if (round && round.eligible > 0)
      return {
        ...roundFigures(round, consentStepWords.t('answered')),
        ...(title !== null && { title, isUnsettled }),
      }
    return title === null ? null : { done: null, of: 0, isOver: true, text: '', title, isUnsettled }
  })
}

/** In a few words, what came of the question: the head of every screen. Null: people are asked, or soon will be. */
export function overTitle({ open, asked, gap, adoption, isDrafting }: ConsentView): string | null {
  const { t } = consentStepWords
  if (adoption) return t('over.adopted')
  if (open || gap === ConsentGap.open) return null
  if (isDrafting) return t('over.drafting')
  if (!asked || gap === ConsentGap.notAsked) return null
  // An answer in writing is not the objector's yes.
  const hasObjected = agreementOf(asked, asked.about ?? '').counts[0] !== 0
  return t(`over.${gap ?? (hasObjected ? 'answered' : 'carried')}`)
}
