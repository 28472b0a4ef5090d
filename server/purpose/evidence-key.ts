import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { EvidenceStore } from '../contracts/store.ts'

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
