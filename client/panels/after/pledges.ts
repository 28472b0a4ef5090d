import { useStore } from '@nanostores/react'
import { useCallback } from 'react'
import { byAge } from '#shared/activities/principles/kept.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { isDay } from '#shared/text/calendar.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneFact, useSceneList } from '../host/use-scene.ts'

type Scene = BoardModel['scene']

/** Somebody will do this. */
export interface Pledge {
  readonly id: string
  readonly text: string
  readonly owner: string
  /** As `2026-12-01`; empty without a day. */
  readonly day: string
}

/** `template`: that of the board's agenda; null without one. */
export function usePledges(template: Template | null): readonly Pledge[] {
  const { model } = useBoard()
  const read = useCallback((scene: Scene) => pledgesIn(scene, template), [template])
  return useSceneList(model.scene, read, isSamePledge)
}

/** Commitments and actions, those of the nearest day first. */
function pledgesIn({ notes }: Scene, template: Template | null): readonly Pledge[] {
  const owners = new Set(template ? stepsOf(template).flatMap(({ step }) => ownersOf(step)) : [])
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

function isSamePledge(a: Pledge, b: Pledge): boolean {
  return a.id === b.id && a.text === b.text && a.owner === b.owner && a.day === b.day
}

/** Lines for newcomers and stories on the board, and how many of its settled principles have a story. */
interface Told {
  readonly ids: readonly string[]
  readonly shown: number
  readonly principles: number
}

export function useTold(): Told {
  const { model } = useBoard()
  const locked = useStore(model.locked)
  const json = useSceneFact(model.scene, ({ notes }) => {
    const all = [...notes.values()].filter((note) => !isParked(note) && note.text.trim() !== '')
    const stories = all.filter(({ kind }) => kind === 'story')
    const principles = all.filter(({ kind, id }) => kind === 'principle' && locked.has(id))
    const told: Told = {
      ids: all.flatMap(({ kind, id }) => (kind === 'welcome' || kind === 'story' ? [id] : [])),
      shown: principles.filter(({ id }) => stories.some(({ from = [] }) => from.includes(id))).length,
      principles: principles.length,
    }
    return JSON.stringify(told)
  })
  return JSON.parse(json) as Told
}
