import type { Role } from '#shared/workshop/role.ts'

/** The secrets of links as they are kept: encrypted (access/link-seal.ts), so that the database opens no board. */
export interface LinkSecretStore {
  /** `holder`: hash of a session or of a device link, whose key is returned too. */
  readonly sealsOf: (board: string, holder: string) => Promise<LinkSeals>
  /**
   * Keeps keys and sealed secrets in one transaction. Links, sessions and device links that are not there any more are
   * left out. False, and nothing kept, when the board has another key. A key that no link and no session holds gives way,
   * and the secrets sealed with it go.
   */
  readonly keepSeals: (board: string, seals: NewSeals) => Promise<boolean>
}

export interface LinkSeals {
  /** Null until something is kept, and when no link and no session holds its private key any more. */
  readonly publicKey: Uint8Array | null
  readonly links: readonly (SealedLink & { readonly role: Role })[]
  /** The private key, locked under the holder's secret. */
  readonly key: Uint8Array | null
}

export interface SealedLink {
  /** Of the link's secret. A renewed link has another one, and nothing kept. */
  readonly hash: string
  readonly sealed: Uint8Array | null
  /** The private key, locked under the secret of this link. */
  readonly key: Uint8Array | null
}

export interface NewSeals {
  readonly publicKey: Uint8Array
  /** Null leaves it as it is. */
  readonly links: readonly SealedLink[]
  /** Sessions and device links that get the key, by hash. */
  readonly holders: readonly { readonly hash: string; readonly key: Uint8Array }[]
}
