import type { FastifyReply, FastifyRequest } from 'fastify'
import { ErrorSchema, SignedOutSchema } from '#shared/wire/http.ts'
import { SignInError, type BegunSignIn, type IdentityProvider } from '../access/identity-provider.ts'
import { cookieOf, passCookie, passSeconds, type SignInPasses } from '../access/opening.ts'
import type { TypedApp } from './refuse.ts'

export interface SignInServices {
  readonly provider: IdentityProvider
  readonly passes: SignInPasses
  /** PUBLIC_URL. */
  readonly publicUrl: string
  readonly basePath: string
}

const begunCookie = 'boussole_signing_in'
/** A password, a second factor, and a search for the telephone. Not measured. */
const begunSeconds = 900
/** Nobody signs in more often; a company has one address. Not measured. */
const limited = { rateLimit: { max: 120, timeWindow: 60_000 } }

/** Signs people in who open boards, with the house's identity provider. Nobody else needs it. */
export function registerSignIn(app: TypedApp, services: SignInServices): void {
  const { provider, passes, publicUrl, basePath } = services
  const cookie = cookiesOf(services)
  /** A page that a browser opens. A problem is told by the start page. */
  const answerWith =
    (run: (request: FastifyRequest, reply: FastifyReply) => Promise<string>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const address = await run(request, reply).catch((cause: unknown) => {
        if (!(cause instanceof SignInError)) throw cause
        request.log.warn({ problem: cause.problem, detail: cause.message }, 'a person could not sign in')
        return `${basePath}/?sign-in=${cause.problem}`
      })
      return reply.header('cache-control', 'no-store').redirect(address)
    }

  app.get(
    '/api/sign-in',
    { config: limited, schema: { hide: true } },
    answerWith(async (_request, reply) => {
      const { address, begun } = await provider.begin()
      reply.header('set-cookie', cookie(begunCookie, Object.values(begun).join('.'), begunSeconds))
      return address
    }),
  )

  app.get(
    '/api/sign-in/callback',
    { config: limited, schema: { hide: true } },
    answerWith(async (request, reply) => {
      const begun = begunOf(cookieOf(request.headers.cookie, begunCookie))
      // It works once.
      reply.header('set-cookie', cookie(begunCookie, '', 0))
      if (!begun) return `${basePath}/?sign-in=late`
      const person = await provider.finish(new URL(request.url, publicUrl).search, begun)
      reply.header('set-cookie', cookie(passCookie, passes.issue(person), passSeconds))
      return `${basePath}/`
    }),
  )

  app.post(
    '/api/sign-out',
    {
      config: limited,
      schema: {
        summary: 'Signs the sender out; the address is where they sign out of the identity provider',
        response: { 200: SignedOutSchema, 429: ErrorSchema },
      },
    },
    async (_request, reply) => {
      const address = await provider.endAddress(`${publicUrl}/`).catch(() => null)
      return reply.header('set-cookie', cookie(passCookie, '', 0)).send({ address })
    },
  )
}

/** The text of a cookie that scripts do not see, and that other sites send along only when they lead a person here. */
function cookiesOf({ publicUrl, basePath }: SignInServices) {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return (name: string, value: string, seconds: number): string =>
    `${name}=${value}; Path=${basePath}/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

function begunOf(text: string | undefined): BegunSignIn | undefined {
  const [state, nonce, verifier] = text?.split('.') ?? []
  return state && nonce && verifier ? { state, nonce, verifier } : undefined
}
