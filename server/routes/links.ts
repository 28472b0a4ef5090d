import {
  BoardPathSchema,
  ErrorSchema,
  LinkPathSchema,
  LinkStateSchema,
  RenewedLinkSchema,
} from '#shared/wire/http.ts'
import { Type } from 'typebox'
import { Operation } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import type { EndedSession } from '../contracts/sessions.ts'
import { linkTo, originOf } from './address.ts'
import { admit } from './bearer.ts'
import type { TypedApp } from './typed-app.ts'

export interface LinkServices {
  readonly access: Access
  readonly publicUrl: string | null
  /** Closes the connections of sessions that have ended. */
  readonly endSessions: (board: string, sessions: readonly EndedSession[]) => Promise<void>
}

const refusals = { 400: ErrorSchema, 401: ErrorSchema, 403: ErrorSchema, 503: ErrorSchema }
const security = [{ session: [] }]

/** Lists, renews and revokes links. For facilitators. */
export function registerLinks(app: TypedApp, { access, publicUrl, endSessions }: LinkServices): void {
  app.get(
    '/api/boards/:id/links',
    {
      schema: {
        summary: 'Which links work; never their secrets',
        security,
        params: BoardPathSchema,
        response: { 200: Type.Array(LinkStateSchema), ...refusals },
      },
    },
    async (request, reply) => {
      const session = await admit(access, request, reply, request.params.id, Operation.manageLinks)
      if (!session) return reply
      return reply.send([...(await access.linksOf(session.board))])
    },
  )

  app.post(
    '/api/boards/:id/links/:role',
    {
      schema: {
        summary: 'Renews a link: the former one stops working, people who came by it stay',
        security,
        params: LinkPathSchema,
        response: { 201: RenewedLinkSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { id, role } = request.params
      if (!(await admit(access, request, reply, id, Operation.manageLinks))) return reply
      const { secret, joinCode } = await access.renewLink(id, role)
      const link = linkTo(originOf(request, publicUrl), id, secret)
      return reply.code(201).send({ role, link, ...(joinCode === null ? {} : { joinCode }) })
    },
  )

  app.delete(
    '/api/boards/:id/links/:role',
    {
      schema: {
        summary:
          'Revokes a link: it stops working, and everybody who came by it is cut off, except the caller',
        security,
        params: LinkPathSchema,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const { id, role } = request.params
      const session = await admit(access, request, reply, id, Operation.manageLinks)
      if (!session) return reply
      await endSessions(id, await access.revokeLink(session, role))
      return reply.code(204).send(null)
    },
  )
}
