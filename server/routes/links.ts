import {
  LinkPathSchema,
  KnownSecretsSchema,
  LinkStateSchema,
  RenewedLinkSchema,
  type LinkState,
} from '#shared/wire/http.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Access } from '../access/access.ts'
import type { EndedSession } from '../contracts/sessions.ts'
import { linkTo, originOf } from './address.ts'
import { secretOfRequest, boardRoute, senderOf } from './board-route.ts'
import type { TypedApp } from './refuse.ts'

export interface LinkServices {
  readonly access: Access
  readonly publicUrl: string | null
  readonly embedOrigins: readonly string[]
  /** Closes the connections of sessions that have ended. */
  readonly endSessions: (board: string, sessions: readonly EndedSession[]) => Promise<void>
}

/** Lists, keeps, renews and revokes links. For facilitators. */
export function registerLinks(
  app: TypedApp,
  { access, publicUrl, embedOrigins, endSessions }: LinkServices,
): void {
  const statesFor = async (request: FastifyRequest, board: string): Promise<LinkState[]> => {
    const links = await access.linksOf(board, secretOfRequest(request))
    return links.map(({ role, isActive, created, kept, isByHost }) => ({
      role,
      isActive,
      created,
      ...(isByHost && { isByHost }),
      ...(role === Role.viewer && embedOrigins.length > 0 && { embedIn: [...embedOrigins] }),
      ...(kept && { link: linkTo(originOf(request, publicUrl), board, kept.secret) }),
      ...(kept && kept.joinCode !== null && { joinCode: kept.joinCode }),
    }))
  }

  app.get(
    '/api/boards/:id/links',
    boardRoute(access, {
      right: Operation.manageLinks,
      summary: 'Which links work, with their addresses as far as the server keeps them for this facilitator',
      response: { 200: Type.Array(LinkStateSchema) },
    }),
    async (request, reply) => {
      return reply.send(await statesFor(request, request.params.id))
    },
  )

  app.put(
    '/api/boards/:id/links',
    boardRoute(access, {
      right: Operation.manageLinks,
      summary:
        'Keeps the links that the caller’s browser knows, encrypted, for facilitators on other devices',
      body: KnownSecretsSchema,
      response: { 200: Type.Array(LinkStateSchema) },
    }),
    async (request, reply) => {
      await access.keepLinks(request.params.id, request.body, secretOfRequest(request))
      return reply.send(await statesFor(request, request.params.id))
    },
  )

  app.post(
    '/api/boards/:id/links/:role',
    boardRoute(access, {
      right: Operation.manageLinks,
      summary:
        'Replaces a link: the former one stops working, and everybody who came by it is cut off, except the caller',
      params: LinkPathSchema,
      response: { 201: RenewedLinkSchema },
    }),
    async (request, reply) => {
      const { id, role } = request.params
      const { secret, joinCode, ended } = await access.renewLink(
        senderOf(request),
        role,
        secretOfRequest(request),
      )
      await endSessions(id, ended)
      const link = linkTo(originOf(request, publicUrl), id, secret)
      return reply.code(201).send({ role, link, ...(joinCode === null ? {} : { joinCode }) })
    },
  )

  app.delete(
    '/api/boards/:id/links/:role',
    boardRoute(access, {
      right: Operation.manageLinks,
      summary: 'Revokes a link: it stops working, and everybody who came by it is cut off, except the caller',
      params: LinkPathSchema,
      response: { 204: Type.Null() },
    }),
    async (request, reply) => {
      const { id, role } = request.params
      await endSessions(id, await access.revokeLink(senderOf(request), role))
      return reply.code(204).send(null)
    },
  )
}
