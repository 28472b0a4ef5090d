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
