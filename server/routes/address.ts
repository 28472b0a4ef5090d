import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Role } from '#shared/workshop/role.ts'

/** The beginning of links, with the path of the product: PUBLIC_URL, or the address that the browser asked for. */
export function originOf(request: FastifyRequest, publicUrl: string | null): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}

/** The path of a request as at a host of its own. A proxy may have removed the product's path, or not. */
export function withoutBase(url: string, basePath: string): string {
  if (!url.startsWith(basePath)) return url
  const rest = url.slice(basePath.length)
  if (rest === '' || rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : url
}

/**
 * The line to the internet that a request came by. One IPv6 line has 2⁶⁴ addresses with the same beginning.
 */
export function lineOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  if (!isIPv6(ip) || ip.includes('.')) return ip
  const [head = '', tail] = ip.replace(/%.*/, '').split('::')
  const [begin, end] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')))
  const groups = [
    ...(begin ?? []),
    ...Array<string>(Math.max(0, 8 - (begin?.length ?? 0) - (end?.length ?? 0))).fill('0'),
    ...(end ?? []),
  ]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** The secret stands after #, so that no server, log or Referer ever has it. */
export function linkTo(origin: string, board: string, secret: string): string {
  return `${origin}/b/${board}#${secret}`
}

export function linksTo(
  origin: string,
  board: string,
  secrets: Readonly<Record<Role, string>>,
): Record<Role, string> {
  return {
    facilitator: linkTo(origin, board, secrets.facilitator),
    participant: linkTo(origin, board, secrets.participant),
    viewer: linkTo(origin, board, secrets.viewer),
  }
}
