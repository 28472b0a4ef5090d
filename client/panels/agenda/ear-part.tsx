import { useStore } from '@nanostores/react'
import { Suspense } from 'react'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { saidName } from '#shared/statements/so-that.ts'
import { inBrief } from '#shared/board/brief.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { SceneNote } from '../../model/document/scene.ts'
import { useBoard } from '../host/board-context.tsx'
import { shownSaving } from '../host/shown-saving.ts'
import { useStatements, useStatementsInStep } from '../host/use-statements.ts'
import {
  gatheringWord,
  mayStillName,
  wordFromTexts,
  wordInTheEar,
  type EarWord,
  type RoomFacts,
  type TextFacts,
} from './ear.ts'
import { agendaWords } from './words.ts'

/** Before the start. */
export function GatheringEar({
  here,
  expected,
}: {
  readonly here: number
  readonly expected: number | null
}) {
  return <Said word={gatheringWord(here, expected)} />
}

interface EarProps {
  readonly placed: PlacedStep
  readonly facts: Omit<RoomFacts, 'fromTexts'>
}

/** Steps in which the group still works on its sentences, or may leave one aside. */
const changing: readonly string[] = ['rewrite', 'aside']

/** While a step runs. It is drawn again with the figures of the desk, and looks at the texts then. */
export function Ear({ placed, facts }: EarProps) {
  const { step } = placed
  const takesSentences = step.input?.some(({ take }) => take === 'statements') === true
  if (changing.includes(step.activity))
    return (
      <Suspense fallback={null}>
        <EarOfSentences placed={placed} facts={facts} />
      </Suspense>
    )
  // While sentences are tested, compared and consented to, nobody changes their words.
  if (takesSentences) return <Said word={wordInTheEar({ ...facts, fromTexts: undefined })} />
  return <EarOfNotes placed={placed} facts={facts} />
}

function EarOfSentences({ placed, facts }: EarProps) {
  const { model } = useBoard()
  const { wordsOf } = useStatements()
  const notes = model.scene.notes
  const proposals = useStatementsInStep(placed.path).map(({ id, from: [first = id] }) => {
    const { from = [] } = notes.get(first) ?? {}
    return { id: first, text: wordsOf(id), from }
  })
  return <Said word={wordOf(model, placed, facts, proposals)} />
}

function EarOfNotes({ placed, facts }: EarProps) {
  const { model } = useBoard()
  const open = useStore(model.voting.open)
  const agenda = useStore(model.agenda)
  const sources = placed.step.input?.map(({ from }) => from.split('/')[0] ?? '') ?? []
  const phases = new Set([placed.phase.id, ...sources])
  // While proposals are private nobody reads them, the facilitator neither.
  const isTold =
    placed.step.writing !== 'private' &&
    placed.step.activity !== 'principles' &&
    (!agenda || mayStillName(agenda.template, placed))
  // Words kept of what somebody said are no proposals.
  const isKept = ({ step }: SceneNote) =>
    agenda !== null && findStep(agenda.template, step ?? null)?.step.activity === 'turns'
  const voted = new Set(open?.target === 'notes' ? open.options : [])
  const proposals = isTold
    ? [...model.scene.notes.values()].filter(
        (note) =>
          note.kind === 'idea' &&
          !isKept(note) &&
          (voted.has(note.id) || phases.has(note.step?.split('/')[0] ?? '')) &&
          note.text.trim() !== '' &&
          !isParked(note),
      )
    : []
  return <Said word={wordOf(model, placed, facts, proposals)} />
}

function wordOf(
  { scene, voting, meta }: BoardModel,
  { step }: PlacedStep,
  facts: EarProps['facts'],
  proposals: TextFacts['proposals'],
): EarWord | undefined {
  const names = step.activity === 'name'
  const fromTexts = wordFromTexts({
    language: meta.get().language,
    notes: scene.notes,
    rounds: voting.rounds.get(),
    proposals,
    unnamed: names ? [...scene.clusters.values()].filter(({ title }) => title.trim() === '').length : null,
    asksNeeds: step.activity === 'map' && step.asks === 'needs',
  })
  return wordInTheEar({ ...facts, fromTexts })
}

/** Without a connection nobody is counted. */
function Said({ word }: { readonly word: EarWord | undefined }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const saving = useStore(shownSaving(model))
  const { language } = useStore(model.meta)
  if (!word || saving === 'offline' || saving === 'unkept') return null
  const { kind, ...values } = word
  const name =
    word.kind === 'forgotten'
      ? language === currentLanguage()
        ? saidName(inBrief(word.name), language).said
        : t('ear.quoted', { name: inBrief(word.name) })
      : ''
  return (
    <div className="ear">
      <h3>{t('ear.heading')}</h3>
      <output>{t(`ear.${kind}`, { ...values, name })}</output>
    </div>
  )
}
