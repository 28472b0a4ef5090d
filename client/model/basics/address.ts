/**
 * Where the product is at its host: the one place of the interface that makes addresses. The server may stand under a path,
 * such as `/boussole`, and then writes it into its documents. Everything else names paths as at a host of its own.
 */
const base = typeof document === 'undefined' ? '' : (document.documentElement.dataset['base'] ?? '')

/** The address of a path of the product. */
export function at(path: string): string {
  return base + path
}

/** The path of an address at this host, as at a host of its own. */
export function pathOf(pathname: string): string {
  return pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname
}

/** An address as a person types it. */
export function typedAddress(path: string): string {
  return location.host + at(path)
}

/** `ws://host` or `wss://host`, with the path of the product. */
export function socketAddress(): string {
  return typeof location === 'undefined' ? '' : location.origin.replace(/^http/u, 'ws') + base
}

/** The parts of a link: the board in its path, the secret after #. */
interface BoardLink {
  readonly board: string
  readonly secret: string
}

/** Undefined for an address that is not a link to a board. The server may stand under a path. */
export function readLink(address: string): BoardLink | undefined {
  const link = readAddress(address)
  if (!link) return undefined
  const { pathname, hash } = link
  const board = /^(?:\/[\w-]+)*?\/b\/([A-Za-z0-9_-]{1,32})\/?$/u.exec(pathname)?.[1]
  const secret = readSecret(hash)
  return board === undefined || secret === undefined ? undefined : { board, secret }
}

function readAddress(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    // URL.canParse is newer than the oldest browsers.
    return undefined
  }
}

/** For a board in a frame: nobody sees its address, and the frame may be loaded again. */
export function keepLinkSecret(): string | undefined {
  return readSecret(location.hash)
}

/** Reads the secret from the address bar and removes it there, so that no history and no screenshot has it. */
export function takeLinkSecret(): string | undefined {
  const secret = readSecret(location.hash)
  if (secret !== undefined) history.replaceState(history.state, '', location.pathname + location.search)
  return secret
}

function readSecret(hash: string): string | undefined {
  return /^#([A-Za-z0-9_.-]{8,64})$/u.exec(hash)?.[1]
}
