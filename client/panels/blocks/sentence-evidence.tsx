import { useStore } from '@nanostores/react'
import { useMemo, useCallback } from 'react'
import { askedName } from '#shared/board/asked.ts'
import { evidenceFacts } from '#shared/statements/evidence-facts.ts'
import { evidenceOf, type KnownSentence, type EvidenceFacts } from '#shared/statements/evidence.ts'
import { evidenceBlock } from '#shared/statements/evidence-block.ts'
import { useReader } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'
import { useSentences } from '../host/use-statements.ts'
import { EvidenceStrip } from './evidence-strip.tsx'

export interface SentenceEvidenceProps {
  /** Of the sentence, in the words that are shown beside it. */
  readonly sentence: KnownSentence
  readonly isRoom?: boolean
  readonly form?: 'line' | 'part'
}

/** The evidence on a sentence, as a strip beside it, wherever it stands. */
export function SentenceEvidence({ sentence: { id, text }, ...form }: SentenceEvidenceProps) {
  const facts = useEvidenceFacts()
  const reader = useReader()
  const block = useMemo(
    () => evidenceBlock(evidenceOf({ id, text }, facts), reader),
    [id, text, facts, reader],
  )
  return block && <EvidenceStrip block={block} {...form} />
}

/** Everything that the open board knows of its sentences. */
export function useEvidenceFacts(): EvidenceFacts {
  const { model } = useBoard()
  const { statements, versions, rounds } = useSentences()
  const asked = useStore(model.activity(askedName))
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
    () => evidenceFacts({ language, notes, statements, versions, rounds, asked, template }),
    [language, notes, statements, versions, rounds, asked, template],
  )
}
