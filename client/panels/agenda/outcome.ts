import { useStore } from '@nanostores/react'
import { useCallback, useMemo } from 'react'
import { keptIn } from '#shared/activities/principles/kept.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { Template } from '#shared/agenda/template.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { chosenIn, firstVoteOf, voteOf } from '#shared/board/run-offs.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import { rankRound, type RankedOption } from '#shared/workshop/tally.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { usePledges, type Pledge } from '../after/pledges.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'

type Scene = BoardModel['scene']

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
  const pledges = usePledges(template)
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
          const first = cluster ? cluster.title.trim() || cluster.firstWords : notes.get(option)?.text
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
