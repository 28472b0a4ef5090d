import { inLine } from '#shared/text/in-line.ts'
import { useStore } from '@nanostores/react'
import { useCallback } from 'react'
import { ringsOf, stakeholdersOf, type MapNote } from '#shared/activities/map/ecosystem.ts'
import { fill } from '#shared/agenda/fill.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { originIn, originName } from '#shared/board/origin.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useActivityState } from '../../panels/host/use-activity.ts'
import { useSceneList } from '../../panels/host/use-scene.ts'

/** Somebody on the map. */
export interface OnRing {
  readonly id: string
  readonly name: string
  /** 0 is the nearest. */
  readonly ring: number
  readonly needs: number
  /** People agree to one of these needs. */
  readonly isAgreed: boolean
}

/** Everybody on the rings of a step, nearest first. */
export function useRings(path: StepPath): readonly OnRing[] {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const rounds = useStore(model.voting.rounds)
  const isSecond = originIn(useActivityState(originName)) !== undefined
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      agenda ? onRings(agenda.template, path, [...notes.values()], rounds, isSecond) : [],
    [agenda, path, rounds, isSecond],
  )
  return useSceneList(model.scene, read, isSame)
}

export function onRings(
  template: Parameters<typeof stakeholdersOf>[0],
  path: StepPath,
  notes: readonly MapNote[],
  rounds: Parameters<typeof stakeholdersOf>[3],
  isSecond: boolean,
): readonly OnRing[] {
  return stakeholdersOf(template, path, notes, rounds, isSecond).map(
    ({ note: { id, text }, ring, needs, isAgreed }) => ({
      id,
      name: inLine(text),
      ring,
      needs: needs.length,
      isAgreed,
    }),
  )
}

function isSame(a: OnRing, b: OnRing): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.ring === b.ring &&
    a.needs === b.needs &&
    a.isAgreed === b.isAgreed
  )
}

/** The titles of the rings, nearest first. */
export function useRingTitles(path: StepPath): readonly string[] {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  if (!agenda) return []
  return ringsOf(agenda.template, path, []).map(
    ({ field }) => fill(field.title, currentLanguage(), agenda.answers).text,
  )
}
