import { useStore } from '@nanostores/react'
import { useCallback, useMemo } from 'react'
import type { EvidenceFacts } from '#shared/statements/evidence.ts'
import { evidenceFacts } from '#shared/statements/evidence-facts.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'
import { useSentences } from '../host/use-statements.ts'

/** Everything that the open board knows of its sentences. */
export function useEvidenceFacts(): EvidenceFacts {
  const { model } = useBoard()
  const { statements, versions, rounds } = useSentences()
  const template = useStore(model.agenda)?.template ?? null
  const { language } = useStore(model.meta)
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      [...notes.values()].filter(
        ({ kind, from }) => kind === 'stakeholder' || kind === 'need' || from !== undefined,
      ),
    [],
  )
  const notes = useSceneList(model.scene, read, Object.is)
  return useMemo(
    () => evidenceFacts({ language, notes, statements, versions, rounds, template }),
    [language, notes, statements, versions, rounds, template],
  )
}
