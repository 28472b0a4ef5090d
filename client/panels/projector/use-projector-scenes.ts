import { useStore } from '@nanostores/react'
import { computed } from 'nanostores'
import { useEffect, useMemo, useState } from 'react'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import type { ProjectorResult, ProjectorScene, ProjectorState } from '../host/scenes.ts'

/** A result of this age is still shown when the projector opens. Not measured. */
const recentMs = 15 * 60_000

interface ProjectorView {
  /** The first activity that is under way. */
  readonly Prompt: ProjectorScene['Prompt'] | undefined
  readonly OverBoard: ProjectorScene['OverBoard'] | undefined
  /** The last result, until something else begins or the facilitator leads everyone on. */
  readonly result: ProjectorResult | undefined
}

/** The scenes of the activities at the moment. */
export function useProjectorScenes(): ProjectorView {
  const { model, features } = useBoard()
  const { presence } = model
  const scenes = useMemo(() => features.flatMap(({ projector }) => projector ?? []), [features])
  const states = useStore(useMemo(() => statesOf(model, scenes), [model, scenes]))
  const [over, setOver] = useState(() => model.now() - recentMs)
  useEffect(() => presence.onGather(() => setOver(model.now())), [presence, model])

  const active = states.findIndex(({ isUnderWay }) => isUnderWay)
  const [last] = states.flatMap(({ result }) => result ?? []).toSorted((a, b) => b.at - a.at)
  const isOtherUnderWay = states.some(
    ({ isUnderWay }, index) => isUnderWay && scenes[index]?.isFrame !== true,
  )
  const isShown =
    last !== undefined &&
    !isOtherUnderWay &&
    last.at > Math.max(over, ...states.map(({ beganAt }) => beganAt))
  const { Prompt, OverBoard } = scenes[active] ?? {}
  return { Prompt, OverBoard, result: isShown ? last : undefined }
}

function statesOf(model: BoardModel, scenes: readonly ProjectorScene[]) {
  return computed(
    scenes.map(({ state }) => state(model)),
    (...states: readonly ProjectorState[]) => states,
  )
}
