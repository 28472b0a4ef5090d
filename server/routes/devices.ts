import { Type } from 'typebox'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { DevicePathSchema, DeviceSchema, ErrorSchema, DeviceLinkSchema } from '#shared/wire/http.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import type { EndedSession } from '../contracts/sessions.ts'
import { linkTo, originOf } from './address.ts'
import { secretOfRequest, sessionOrLine, boardRoute, senderOf } from './board-route.ts'
import { refuse, type TypedApp } from './refuse.ts'

export interface DeviceServices {
  readonly access: Access
  readonly publicUrl: string | null
  /** Closes the connections of sessions that have ended. */
  readonly endSessions: (board: string, sessions: readonly EndedSession[]) => Promise<void>
  /** Counts a refusal for the metrics, by its code. */
  readonly refused: (reason: BaseRefusalCode) => void
}

const manyLinks = 'You asked for many links in a short time; wait a minute.'
const noDevice = 'You are no longer signed in on that device.'
const manyDevices = 'You have reached the limit of devices; sign out another one first.'

/** New links a minute and session: more than a person who tries it out asks for. Not measured. */
const deviceLinksPerMinute = 20

/** Adds a device of the same person, lists the devices, and signs them out. */
export function registerDevices(app: TypedApp, services: DeviceServices): void {
  registerDeviceLinks(app, services)
  registerDeviceList(app, services)
}

function registerDeviceLinks(app: TypedApp, { access, publicUrl, refused }: DeviceServices): void {
  const { devices } = access
  const bySession = app.createRateLimit({
    max: deviceLinksPerMinute,
    timeWindow: 60_000,
    keyGenerator: sessionOrLine(access),
  })

  app.post(
    '/api/boards/:id/devices',
    boardRoute(access, {
      right: Operation.manageDevices,
      summary:
        'A link by which the caller goes on as the same participant on another device: once, within ten minutes',
      response: { 201: DeviceLinkSchema, 409: ErrorSchema, 429: ErrorSchema },
    }),
    async (request, reply) => {
      const { id } = request.params
      const tooMany = (status: 409 | 429, code: BaseRefusalCode, sentence: string) => {
        refused(code)
        return refuse(reply, status, code, sentence)
      }
      const rate = await bySession(request)
      if (!rate.isAllowed && rate.isExceeded) return tooMany(429, 'too_many_requests', manyLinks)
      const deviceLink = await devices.createLink(senderOf(request), secretOfRequest(request))
      if (!deviceLink) return tooMany(409, 'too_many_devices', manyDevices)
      const { secret, until } = deviceLink
      return reply.code(201).send({ link: linkTo(originOf(request, publicUrl), id, secret), until })
    },
  )
}

function registerDeviceList(app: TypedApp, { access, endSessions }: DeviceServices): void {
  const { devices } = access
  app.get(
    '/api/boards/:id/devices',
    boardRoute(access, {
      right: Operation.manageDevices,
      summary: 'The devices on which the caller is signed in to this board, oldest first',
      response: { 200: Type.Array(DeviceSchema) },
    }),
    async (request, reply) => {
      return reply.send([...(await devices.list(senderOf(request)))])
    },
  )

  app.delete(
    '/api/boards/:id/devices',
    boardRoute(access, {
      right: Operation.manageDevices,
      summary: 'Signs the caller out of this board on all their other devices, and ends links made for more',
      response: { 204: Type.Null() },
    }),
    async (request, reply) => {
      const { id } = request.params
      await endSessions(id, await devices.signOutOthers(senderOf(request)))
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/boards/:id/devices/:device',
    boardRoute(access, {
      right: Operation.manageDevices,
      summary: 'Signs the caller out of this board on one of their other devices',
      params: DevicePathSchema,
      response: { 204: Type.Null(), 404: ErrorSchema },
    }),
    async (request, reply) => {
      const { id, device } = request.params
      const ended = await devices.signOut(senderOf(request), device)
      if (!ended) return refuse(reply, 404, 'not_found', noDevice)
      await endSessions(id, ended)
      return reply.code(204).send(null)
    },
  )
}
