import { useStore } from '@nanostores/react'
import { useCallback, useMemo } from 'react'
import { evidenceOf, type EvidenceFacts, type KnownSentence } from '#shared/statements/evidence.ts'
import { evidenceBlock } from '#shared/statements/evidence-block.ts'
import { evidenceFacts } from '#shared/statements/evidence-facts.ts'
import { useReader } from '../../i18n/use-reader.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'
import { useStatements } from '../host/use-statements.ts'
import { EvidenceStrip } from './evidence-strip.tsx'

export interface SentenceEvidenceProps {
  /** Of the sentence, in the words that are shown beside it. */
  readonly sentence: KnownSentence
  readonly isRoom?: boolean
}

/** What the board knows of a sentence, as a strip beside it, wherever it stands. */
export function SentenceEvidence({ sentence: { id, text }, isRoom = false }: SentenceEvidenceProps) {
  const facts = useEvidenceFacts()
  const reader = useReader()
  const block = useMemo(
    () => evidenceBlock(evidenceOf({ id, text }, facts), reader),
    [id, text, facts, reader],
  )
  return block && <EvidenceStrip block={block} isRoom={isRoom} />
}

function useEvidenceFacts(): EvidenceFacts {
  const { model } = useBoard()
  const { all, versions: allVersions } = useStatements()
  const statements = useStore(all)
  const versions = useStore(allVersions)
  const rounds = useStore(model.voting.rounds)
  const texts = useStore(model.voting.texts)
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
    () => evidenceFacts({ language, notes, statements, versions, rounds: [...rounds, ...texts], template }),
    [language, notes, statements, versions, rounds, texts, template],
  )
}
