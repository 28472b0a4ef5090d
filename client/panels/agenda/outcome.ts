import { useStore } from '@nanostores/react'
import { useCallback, useMemo } from 'react'
import { byAge, keptIn } from '#shared/activities/principles/kept.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { chosenIn, firstVoteOf, voteOf } from '#shared/board/run-offs.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import { rankRound, type RankedOption } from '#shared/workshop/tally.ts'
import { isDay } from '#shared/text/calendar.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'

type Scene = BoardModel['scene']

/** Somebody will do this. */
export interface Pledge {
  readonly id: string
  readonly text: string
  readonly owner: string
  /** As `2026-12-01`; empty without a day. */
  readonly day: string
}

export interface Chosen {
  readonly id: string
  readonly text: string
  readonly total: number
}

/** The result with which a group leaves. */
export interface Outcome {
  /** The texts of the kept principles. */
  readonly principles: readonly string[]
  readonly pledges: readonly Pledge[]
  /** The shortlist of the last vote, where no sentence was adopted. */
  readonly shortlist: Shortlist | null
}

export interface Shortlist {
  readonly chosen: readonly Chosen[]
  /** People who voted. */
  readonly voted: number
  /** Chosen ones that the vote cannot separate. */
  readonly level: number
  readonly others: number
}

export function useOutcome({ template }: Pick<Agenda, 'template'>): Outcome {
  const { model } = useBoard()
  const isAdopted = useStore(model.adoptions).length > 0
  const principles = useSceneList(
    model.scene,
    useCallback((scene: Scene) => principlesIn(scene, template), [template]),
    isSame,
  )
  const pledges = useSceneList(
    model.scene,
    useCallback((scene: Scene) => pledgesIn(scene, template), [template]),
    isSamePledge,
  )
  const shortlist = useShortlist(template)
  return { principles, pledges, shortlist: isAdopted ? null : shortlist }
}

function principlesIn({ notes }: Scene, template: Template): readonly string[] {
  return stepsOf(template).flatMap(({ path, step }) =>
    step.activity === 'principles' && step.does === 'settle'
      ? keptIn(path, notes.values()).flatMap((note) => (isParked(note) ? [] : [note.text]))
      : [],
  )
}

/** Commitments and actions, those of the nearest day first. */
function pledgesIn({ notes }: Scene, template: Template): readonly Pledge[] {
  const owners = new Set(stepsOf(template).flatMap(({ step }) => ownersOf(step)))
  return [...notes.values()]
    .filter(
      (note) =>
        (note.kind === 'commitment' || note.kind === 'action') && !isParked(note) && note.text.trim() !== '',
    )
    .toSorted(byAge)
    .map(({ id, text, blanks = {}, signature = '' }) => ({
      id,
      text: text.trim(),
      owner: Object.entries(blanks).find(([blank]) => owners.has(blank))?.[1] || signature,
      day: Object.values(blanks).find(isDay) ?? '',
    }))
    .toSorted((a, b) => (a.day || '9999').localeCompare(b.day || '9999'))
}

function ownersOf(step: Step): readonly string[] {
  if (!('fields' in step)) return []
  const blanks = step.fields.flatMap((field) => ('blanks' in field ? (field.blanks ?? []) : []))
  return blanks.flatMap(({ id, kind }) => (kind === 'owner' ? [id] : []))
}

/** The last vote that has chosen something on the board, with its run-offs. */
function lastChoiceOf(
  rounds: readonly Round[],
  template: Template,
): { readonly round: Round; readonly kept: readonly RankedOption[] } | null {
  const last = rounds.findLast(({ totals, method }) => totals !== null && method !== PollMethod.agreement)
  if (!last) return null
  const path = last.step === undefined ? undefined : firstVoteOf(template, last.step)
  const round = path === undefined ? last : (voteOf(rounds, path) ?? last)
  const chosen = path === undefined ? undefined : chosenIn(rounds, template, path)?.options
  const kept = rankRound(round).filter(
    ({ option, isShortlisted }) => isShortlisted && chosen?.includes(option) !== false,
  )
  return { round, kept }
}

function useShortlist(template: Template): Shortlist | null {
  const { model } = useBoard()
  const rounds = useStore(model.voting.rounds)
  const choice = useMemo(() => lastChoiceOf(rounds, template), [rounds, template])
  const texts = useSceneList(
    model.scene,
    useCallback(
      ({ notes, clusters }: Scene) =>
        (choice?.kept ?? []).map(({ option }) => {
          const cluster = clusters.get(option)
          // A group without a name is called by the words of its first note.
          const first = cluster?.title || notes.get(cluster?.members[0] ?? option)?.text
          return choice?.round.texts?.[option] || first || ''
        }),
      [choice],
    ),
    isSame,
  )
  if (!choice || choice.kept.length === 0) return null
  const { round, kept } = choice
  return {
    chosen: kept.map(({ option, total }, index) => ({ id: option, text: texts[index] ?? '', total })),
    voted: round.voted,
    level: kept.filter(({ isInTieBand }) => isInTieBand).length,
    others: round.options.length - kept.length,
  }
}

const isSame = (a: string, b: string) => a === b

function isSamePledge(a: Pledge, b: Pledge): boolean {
  return a.id === b.id && a.text === b.text && a.owner === b.owner && a.day === b.day
}
