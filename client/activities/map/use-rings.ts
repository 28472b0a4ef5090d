import { useStore } from '@nanostores/react'
import { useCallback } from 'react'
import { needsOf, ringsOf } from '#shared/activities/map/ecosystem.ts'
import { fill } from '#shared/agenda/fill.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'

/** Somebody on the map. */
export interface OnRing {
  readonly id: string
  readonly name: string
  /** 0 is the nearest. */
  readonly ring: number
  readonly needs: number
}

/** Everybody on the rings of a step, nearest first. */
export function useRings(path: StepPath): readonly OnRing[] {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const read = useCallback(
    ({ notes }: BoardModel['scene']) => (agenda ? onRings(agenda.template, path, [...notes.values()]) : []),
    [agenda, path],
  )
  return useSceneList(model.scene, read, isSame)
}

type Template = Parameters<typeof ringsOf>[0]

export function onRings(
  template: Template,
  path: StepPath,
  notes: readonly Parameters<typeof needsOf>[0][number][],
): readonly OnRing[] {
  const rings = ringsOf(template, path, notes)
  const needs = needsOf(
    rings.flatMap(({ people }) => people),
    notes,
  )
  return rings.flatMap(({ people }, ring) =>
    people.map(({ id, text }) => ({ id, name: text.trim(), ring, needs: needs.get(id)?.length ?? 0 })),
  )
}

function isSame(a: OnRing, b: OnRing): boolean {
  return a.id === b.id && a.name === b.name && a.ring === b.ring && a.needs === b.needs
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
