import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { carriedCounts, isTold } from '#shared/asking/public.ts'
import type { EvidenceStore } from '../contracts/store.ts'
import type { PollStore } from '../contracts/polls.ts'
import type { PublicAskingStore } from '../contracts/askings.ts'
import type { PurposePageStore } from '../contracts/purpose-pages.ts'
import type { EvidenceFacts } from '../report/evidence-sections.ts'
import { recognisedIn } from './public-askings.ts'

/** The key pair with which this server signs evidence: Ed25519, made once, kept by the store. */
export class EvidenceKey {
  readonly #store: EvidenceStore
  #kept: Promise<Uint8Array> | undefined

  constructor(store: EvidenceStore) {
    this.#store = store
  }

  /** SPKI, DER. */
  async publicKey(): Promise<Uint8Array> {
    return publicKeyOf(await this.privateKey())
  }

  async sign(data: Uint8Array): Promise<Uint8Array> {
    const key = Buffer.from(await this.privateKey())
    return sign(null, data, createPrivateKey({ key, format: 'der', type: 'pkcs8' }))
  }

  /** PKCS #8, DER, made at the first call. A store that has no room now is asked again. */
  privateKey(): Promise<Uint8Array> {
    this.#kept ??= this.#store.evidenceKey(newKey()).catch((error: unknown) => {
      this.#kept = undefined
      throw error
    })
    return this.#kept
  }
}

/** The public half of a key, PKCS #8, as SPKI; both DER. */
export function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ type: 'spki', format: 'der' })
}

/** As people compare it: the beginning of its SHA-256, in fours. */
export function keyInBrief(publicKey: Uint8Array): string {
  const hash = createHash('sha256').update(publicKey).digest('hex')
  return (hash.slice(0, 12).match(/.{4}/g) ?? []).join(' ')
}

function newKey(): Uint8Array {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' })
}

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
