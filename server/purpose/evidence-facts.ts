import { createHash } from 'node:crypto'
import { carriedCounts, isTold } from '#shared/asking/public.ts'
import type { PollStore } from '../contracts/polls.ts'
import type { PublicAskingStore } from '../contracts/askings.ts'
import type { PurposePageStore } from '../contracts/purpose-pages.ts'
import type { EvidenceFacts } from '../report/evidence-sections.ts'
import type { EvidenceKey } from './evidence-key.ts'
import { recognisedIn } from './public-askings.ts'

interface FactsTools {
  readonly store: Pick<PurposePageStore, 'purposePage' | 'findPurpose'> &
    Pick<PublicAskingStore, 'publicAskingsOf'> &
    Pick<PollStore, 'lentReasons'>
  readonly key: Pick<EvidenceKey, 'publicKey'>
  /** The address that the host has set. A request's own is no evidence: anybody can write it. */
  readonly publicUrl: string | null
}

/** Everything in the evidence of a board that its document does not have. */
export async function evidenceFactsOf(
  { store, key, publicUrl }: FactsTools,
  board: string,
): Promise<EvidenceFacts> {
  const [publicKey, askings, published, lent] = await Promise.all([
    key.publicKey(),
    store.publicAskingsOf(board),
    publishedOf(store, board),
    store.lentReasons(board),
  ])
  const pulses = askings.flatMap(({ about, shown }) =>
    about.kind === 'pulse' && shown && isTold(shown)
      ? [{ at: shown.at, counts: carriedCounts(shown), day: about.day }]
      : [],
  )
  return {
    key: Buffer.from(publicKey).toString('base64'),
    server: publicUrl === null ? '' : publicUrl.replace(/^https?:\/\//, ''),
    published,
    pulses: pulses.map(({ at, counts }) => ({ at, counts })).toSorted((a, b) => a.at - b.at),
    day: pulses.at(-1)?.day ?? null,
    strangers: recognisedIn(askings),
    lent,
  }
}

/** A page that was withdrawn has no versions to show. */
async function publishedOf(store: FactsTools['store'], board: string): Promise<EvidenceFacts['published']> {
  const page = await store.purposePage(board)
  const found = await Promise.all(
    (page?.versions ?? []).map(async ({ number }) => store.findPurpose(page?.id ?? '', number)),
  )
  return found.flatMap((version) =>
    version
      ? [
          {
            number: version.number,
            at: version.at,
            hash: createHash('sha256').update(version.content).digest('hex'),
          },
        ]
      : [],
  )
}
