import { Type } from 'typebox'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import {
  BoardPathSchema,
  DevicePathSchema,
  DeviceSchema,
  ErrorSchema,
  DeviceLinkSchema,
} from '#shared/wire/http.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import type { EndedSession } from '../contracts/sessions.ts'
import { linkTo, originOf } from './address.ts'
import { admit, secretOfRequest, sessionOrLine } from './bearer.ts'
import { refuse, type TypedApp } from './refuse.ts'

export interface DeviceServices {
  readonly access: Access
  readonly publicUrl: string | null
  /** Closes the connections of sessions that have ended. */
  readonly endSessions: (board: string, sessions: readonly EndedSession[]) => Promise<void>
  /** Counts a refusal for the metrics, by its code. */
  readonly refused: (reason: BaseRefusalCode) => void
}

const refusals = { 400: ErrorSchema, 401: ErrorSchema, 403: ErrorSchema, 429: ErrorSchema, 503: ErrorSchema }
const security = [{ session: [] }]
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
    {
      schema: {
        summary:
          'A link by which the caller goes on as the same participant on another device: once, within ten minutes',
        security,
        params: BoardPathSchema,
        response: { 201: DeviceLinkSchema, 409: ErrorSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const session = await admit(access, request, reply, id, Operation.manageDevices)
      if (!session) return reply
      const tooMany = (status: 409 | 429, code: BaseRefusalCode, sentence: string) => {
        refused(code)
        return refuse(reply, status, code, sentence)
      }
      const rate = await bySession(request)
      if (!rate.isAllowed && rate.isExceeded) return tooMany(429, 'too_many_requests', manyLinks)
      const deviceLink = await devices.createLink(session, secretOfRequest(request))
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
    {
      schema: {
        summary: 'The devices on which the caller is signed in to this board, oldest first',
        security,
        params: BoardPathSchema,
        response: { 200: Type.Array(DeviceSchema), ...refusals },
      },
    },
    async (request, reply) => {
      const session = await admit(access, request, reply, request.params.id, Operation.manageDevices)
      if (!session) return reply
      return reply.send([...(await devices.list(session))])
    },
  )

  app.delete(
    '/api/boards/:id/devices',
    {
      schema: {
        summary:
          'Signs the caller out of this board on all their other devices, and ends links made for more',
        security,
        params: BoardPathSchema,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const session = await admit(access, request, reply, id, Operation.manageDevices)
      if (!session) return reply
      await endSessions(id, await devices.signOutOthers(session))
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/boards/:id/devices/:device',
    {
      schema: {
        summary: 'Signs the caller out of this board on one of their other devices',
        security,
        params: DevicePathSchema,
        response: { 204: Type.Null(), 404: ErrorSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { id, device } = request.params
      const session = await admit(access, request, reply, id, Operation.manageDevices)
      if (!session) return reply
      const ended = await devices.signOut(session, device)
      if (!ended) return refuse(reply, 404, 'not_found', noDevice)
      await endSessions(id, ended)
      return reply.code(204).send(null)
    },
  )
}
