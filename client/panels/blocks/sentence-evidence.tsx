import { useMemo } from 'react'
import { evidenceOf, type KnownSentence } from '#shared/statements/evidence.ts'
import { evidenceBlock } from '#shared/statements/evidence-block.ts'
import { useReader } from '../../i18n/use-reader.ts'
import { EvidenceStrip } from './evidence-strip.tsx'
import { useEvidenceFacts } from './use-evidence-facts.ts'

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
