import { Suspense } from 'react'
import { lazyPart } from '../host/entries.tsx'
import type { SentenceEvidenceProps } from './sentence-evidence.tsx'

/** The lists of worn words are downloaded where a sentence stands, and nothing waits for them. */
const SentenceEvidence = lazyPart(async () => (await import('./sentence-evidence.tsx')).SentenceEvidence)

/** The evidence on a sentence: beside it, wherever it is rewritten, compared, chosen or consented to. */
export function EvidenceBeside(props: SentenceEvidenceProps) {
  return (
    <Suspense fallback={null}>
      <SentenceEvidence {...props} />
    </Suspense>
  )
}
