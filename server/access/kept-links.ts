import { Role } from '#shared/workshop/role.ts'
import type {
  BoardStore,
  LinkRow,
  LinkSecretStore,
  LinkSeals,
  NewSeals,
  SealedLink,
} from '../contracts/boards.ts'
import { StoreError } from '../contracts/store-error.ts'
import { lockKey, newSealKeys, seal, unlockKey, unseal, type SealKeys } from './link-seal.ts'
import { hashSecret } from './secret.ts'
import { customAlphabet } from 'nanoid'

/** The secret of a link, with the code of the participants' link. */
export interface KeptLink {
  readonly secret: string
  /** As XXXX-XXXX. Null for every role but participant. */
  readonly joinCode: string | null
}

/** Links that a browser says it knows. */
export type KnownSecrets = Readonly<Partial<Record<Role, string>>> & {
  readonly joinCode?: string | undefined
}

export interface KeptLinksTools {
  readonly store: LinkSecretStore & Pick<BoardStore, 'linksOf'>
}

/**
 * The links of boards, for facilitators on any device. The store keeps them sealed (link-seal.ts); the secret of a
 * facilitator's session opens them. The secrets pass through here and are forgotten.
 */
export class KeptLinks {
  readonly #store: KeptLinksTools['store']

  constructor({ store }: KeptLinksTools) {
    this.#store = store
  }

  /** Keeps the links of a new board. Its creator comes by the facilitator link next. */
  async created(board: string, secrets: Readonly<Record<Role, string>>, code: string | null): Promise<void> {
    const keys = newSealKeys()
    await this.#keep(board, {
      publicKey: keys.publicKey,
      links: Object.values(Role).map((role) => {
        const joinCode = role === Role.participant ? code : null
        return sealedLink(board, role, { secret: secrets[role], joinCode }, keys)
      }),
      holders: [],
    })
  }

  /** A facilitator's session has come by this link. On a board of an earlier version it is the first link to be kept. */
  async joined(board: string, linkSecret: string, session: string): Promise<void> {
    await this.#withKeys(board, session, { facilitator: linkSecret }, (keys) => ({
      links: [sealedLink(board, Role.facilitator, { secret: linkSecret, joinCode: null }, keys)],
    }))
  }

  /** The board's keys, if this session or device link opens them. */
  async keysOf(board: string, holder: string): Promise<SealKeys | undefined> {
    return keysIn(board, await this.#store.sealsOf(board, hashSecret(holder)), holder)
  }

  /** Lets one more session or device link open the links. */
  async share(board: string, { publicKey, privateKey }: SealKeys, holder: string): Promise<void> {
    const key = lockKey(privateKey, holder, board)
    await this.#keep(board, { publicKey, links: [], holders: [{ hash: hashSecret(holder), key }] })
  }

  /** Keeps a link that this session has renewed. */
  async renewed(board: string, role: Role, link: KeptLink, session: string): Promise<void> {
    await this.#withKeys(board, session, {}, (keys) => ({ links: [sealedLink(board, role, link, keys)] }))
  }

  /** Keeps the links that a facilitator's browser knows, of those that still work. */
  async offered(board: string, known: KnownSecrets, session: string): Promise<void> {
    const active = (await this.#store.linksOf(board)).filter(({ isActive }) => isActive)
    const right = active.filter(({ role, hash }) => hashSecret(known[role] ?? '') === hash)
    if (right.length === 0) return
    await this.#withKeys(board, session, known, (keys) => ({
      links: right.map((row) => {
        const joinCode = codeFor(row, known.joinCode)
        return sealedLink(board, row.role, { secret: known[row.role] ?? '', joinCode }, keys)
      }),
    }))
  }

  /** The links that this session can open, by the hash of their secret. */
  async read(board: string, session: string): Promise<ReadonlyMap<string, KeptLink>> {
    const seals = await this.#store.sealsOf(board, hashSecret(session))
    const keys = keysIn(board, seals, session)
    const links = new Map<string, KeptLink>()
    if (!keys) return links
    for (const { role, hash, sealed, key } of seals.links) {
      const text = sealed && unseal(keys.privateKey, sealed, aboutLink(board, hash))
      if (!text) continue
      const link = JSON.parse(text) as KeptLink
      links.set(hash, link)
      // It was renewed in a session that could not give it the key.
      if (role === Role.facilitator && !key)
        await this.#keep(board, {
          publicKey: keys.publicKey,
          links: [sealedLink(board, role, link, keys)],
          holders: [],
        })
    }
    return links
  }

  /**
   * Finds or makes the keys of the board, and keeps the seals with them. A session that cannot open the board's keys may
   * add links; only sessions that can open them read these.
   */
  async #withKeys(
    board: string,
    session: string,
    known: KnownSecrets,
    sealsWith: (keys: Partial<SealKeys> & Pick<SealKeys, 'publicKey'>) => Pick<NewSeals, 'links'>,
  ): Promise<void> {
    // Once more when another request has made the keys meanwhile.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const seals = await this.#store.sealsOf(board, hashSecret(session))
      const keys = keysIn(board, seals, session) ?? keysByLink(board, seals, known) ?? keysToMake(seals)
      const { publicKey, privateKey } = keys
      const holders = privateKey
        ? [{ hash: hashSecret(session), key: lockKey(privateKey, session, board) }]
        : []
      if (await this.#keep(board, { publicKey, ...sealsWith(keys), holders })) return
    }
  }

  /** False when the board has another key by now. */
  async #keep(board: string, seals: NewSeals): Promise<boolean> {
    try {
      return await this.#store.keepSeals(board, seals)
    } catch (cause) {
      // The links work all the same, and a browser that knows them offers them again.
      if (cause instanceof StoreError && cause.kind === 'disk') return true
      throw cause
    }
  }
}

function keysIn(board: string, { publicKey, key }: LinkSeals, holder: string): SealKeys | undefined {
  const privateKey = key && unlockKey(key, holder, board)
  return publicKey && privateKey ? { publicKey, privateKey } : undefined
}

function keysByLink(
  board: string,
  { publicKey, links }: LinkSeals,
  known: KnownSecrets,
): SealKeys | undefined {
  const secret = known.facilitator
  const locked = secret === undefined ? undefined : links.find(({ hash }) => hash === hashSecret(secret))?.key
  const privateKey = secret !== undefined && locked ? unlockKey(locked, secret, board) : undefined
  return publicKey && privateKey ? { publicKey, privateKey } : undefined
}

function keysToMake({ publicKey }: LinkSeals): Partial<SealKeys> & Pick<SealKeys, 'publicKey'> {
  return publicKey ? { publicKey } : newSealKeys()
}

function sealedLink(
  board: string,
  role: Role,
  link: KeptLink,
  { publicKey, privateKey }: Partial<SealKeys> & Pick<SealKeys, 'publicKey'>,
): SealedLink {
  const hash = hashSecret(link.secret)
  // People who come by the facilitator link may open all of them.
  const key = role === Role.facilitator && privateKey ? lockKey(privateKey, link.secret, board) : null
  return { hash, sealed: seal(publicKey, JSON.stringify(link), aboutLink(board, hash)), key }
}

function aboutLink(board: string, hash: string): string {
  return `${board} ${hash}`
}

function codeFor({ codeHash }: LinkRow, typed: string | undefined): string | null {
  const code = typed === undefined ? undefined : readJoinCode(typed)
  return code !== undefined && hashSecret(code) === codeHash ? showJoinCode(code) : null
}

/**
 * Crockford's base32: no I, L, O, U, which are misread or spell words
 * (https://www.crockford.com/base32.html).
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 8
const randomCode = customAlphabet(alphabet, codeLength)
const wellFormed = new RegExp(`^[${alphabet}]{${codeLength}}$`)

/**
 * Eight characters without a dash, as they are hashed: 40 bits, so attempts are limited
 * (join-attempt-limits.ts).
 */
export function newJoinCode(): string {
  return randomCode()
}

/** The form that people see: XXXX-XXXX. */
export function showJoinCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** Reads a typed code, with the usual mistypings. Undefined when it cannot be a code. */
export function readJoinCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return wellFormed.test(code) ? code : undefined
}
