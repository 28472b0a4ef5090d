import { useStore } from '@nanostores/react'
import { computed } from 'nanostores'
import { Suspense, useEffect, useMemo } from 'react'
import { useBoard } from './board-context.tsx'
import { firstWork } from '../../offline/first-work.ts'
import type { Feature, Stage } from './feature.ts'
import { lateWatch } from './late-watch.ts'

type SlotName = 'TopBar' | 'Head' | 'Banner' | 'Bar' | 'OverCanvas' | 'Task' | 'UnderBoard' | 'Window'

/** The components of all features for one place of the page, in the order of the features. */
export function Slot({ name }: { readonly name: SlotName }) {
  const { features } = useBoard()
  return features.map((feature) => <Filled key={feature.name} feature={feature} name={name} />)
}

function Filled({ feature, name }: { readonly feature: Feature; readonly name: SlotName }) {
  const Component = feature[name]
  return (
    Component && (
      <Suspense fallback={null}>
        <Component />
      </Suspense>
    )
  )
}

/** Lets every feature watch the board while it is open, once the work is shown. */
export function useWatches(): void {
  const board = useBoard()
  useEffect(
    () =>
      lateWatch(async () => {
        await firstWork
        const stops = board.features.map(({ watch }) => watch?.(board))
        return () => {
          for (const stop of stops) stop?.()
        }
      }),
    [board],
  )
}

/** The stage that a feature puts in place of the canvas; undefined while there is none. */
export function useStage(): Stage | undefined {
  const { model, features } = useBoard()
  const shown = useMemo(() => {
    const stages = features.flatMap(({ stage }) => stage ?? [])
    return computed(
      stages.map(({ isShown }) => isShown(model, features)),
      (...are: readonly boolean[]) => stages[are.indexOf(true)],
    )
  }, [model, features])
  return useStore(shown)
}
