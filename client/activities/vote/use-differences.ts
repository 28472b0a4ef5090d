import { useCallback, useMemo } from 'react'
import { differencesOf, excerptOf } from '#shared/text/excerpt.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { noFrozenWords } from './option-words.tsx'

const sameText = (a: string, b: string) => a === b

/** Where the long texts among these options begin to differ from each other, up to date while others write. */
export function useDifferences(
  { target, texts = noFrozenWords }: Pick<Round, 'target' | 'texts'>,
  options: readonly string[],
): ReadonlyMap<string, number> {
  const { model } = useBoard()
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      target === 'clusters'
        ? []
        : options
            .map((option) => texts[option] ?? notes.get(option)?.text ?? '')
            .filter((text) => excerptOf(text) !== undefined),
    [target, options, texts],
  )
  const long = useSceneList(model.scene, read, sameText)
  return useMemo(() => differencesOf(long), [long])
}
