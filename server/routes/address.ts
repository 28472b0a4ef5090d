import type { FastifyRequest } from 'fastify'
import type { Role } from '#shared/workshop/role.ts'

/** What links begin with: PUBLIC_URL, or the address the browser asked for. */
export function originOf(request: FastifyRequest, publicUrl: string | null): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}

/** The secret stands after #, so that no server, log or Referer ever sees it. */
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
