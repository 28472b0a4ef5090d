import { randomUUID } from 'node:crypto'
import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestTls } from 'node:https'
import type { SeenRequest } from '../ops/seen-requests.ts'
import { bad, ok, warn, type Finding } from './finding.ts'

export interface ProxyTools {
  /** The address that people open. */
  readonly address: URL
  /** Asks the running server of this data folder; undefined without one. */
  readonly ask: (...args: readonly string[]) => Promise<string | undefined>
  readonly doctorPath: string
  readonly version: string
  /** The header in which the proxy names people; null without one. */
  readonly signInHeader: string | null
}

const limitMs = 5_000
const bodyBytes = 150_000_000
/** Of an address range for documents: nobody has it. */
const forged = '203.0.113.66'

/** Tries the proxy from outside, as a browser would. */
export async function findingsOfProxy(tools: ProxyTools): Promise<readonly Finding[]> {
  const { address } = tools
  const health = await send(address, { path: '/healthz' })
  if (!health) {
    const then = 'start the server and the proxy, and check the name and the certificate'
    return [bad('address', `${placeOf(address)} does not answer`, then)]
  }
  return [
    ...(await findingsOfRedirect(address)),
    findingOfVersion(health, tools.version),
    findingOfHeaders(health),
    await findingOfSocket(address),
    await findingOfBody(address),
    ...(await findingsOfTrust(tools)),
  ]
}

async function findingsOfRedirect(address: URL): Promise<readonly Finding[]> {
  if (address.protocol !== 'https:')
    return [
      warn(
        'redirect',
        'this address has no TLS',
        'put a proxy with TLS before it: pages cannot be reloaded offline',
      ),
    ]
  if (address.port !== '') return []
  const plain = await send(new URL(`http://${address.hostname}`), { path: '/' })
  const isGood = plain?.head.headers.location?.startsWith('https:') === true
  return [
    isGood
      ? ok('redirect', 'http leads to https')
      : warn('redirect', 'http does not lead to https', 'let the proxy answer on port 80 with a redirect'),
  ]
}

function findingOfVersion({ head, text }: Answer, version: string): Finding {
  const found = /"version":"([^"]*)"/u.exec(text)?.[1]
  if (found === undefined)
    return bad(
      'address',
      `another program answers (${head.statusCode})`,
      'let the proxy pass everything on to Boussole',
    )
  return found === version
    ? ok('address', `Boussole ${found} answers`)
    : warn('address', `Boussole ${found} answers; here is ${version}`, 'restart the server')
}

function findingOfHeaders({ head: { headers } }: Answer): Finding {
  const missing = ['content-security-policy', 'x-content-type-options'].filter((name) => !(name in headers))
  return missing.length === 0
    ? ok('headers', 'they arrive as they are sent')
    : bad('headers', `the proxy removes ${missing.join(', ')}`, 'let it pass on the headers of the answers')
}

async function findingOfSocket(address: URL): Promise<Finding> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.from(randomUUID()).subarray(0, 16).toString('base64'),
    'sec-websocket-protocol': 'board.v1',
    origin: address.origin,
  }
  const answer = await send(address, { path: '/ws/doctor', headers })
  return answer?.head.statusCode === 101
    ? ok('websocket', 'it gets through')
    : bad(
        'websocket',
        `the answer is ${answer?.head.statusCode ?? 'none'}`,
        'let the proxy pass on Upgrade and Connection',
      )
}

async function findingOfBody(address: URL): Promise<Finding> {
  const headers = { 'content-type': 'application/json', 'content-length': bodyBytes }
  // The server waits for the rest, or refuses in JSON; a proxy refuses at once, in HTML.
  const answer = await send(address, { method: 'POST', path: '/api/imports', headers, begin: '{' })
  const isOurs = answer?.head.headers['content-type']?.includes('json') ?? true
  return isOurs || answer?.head.statusCode !== 413
    ? ok('body size', 'a board file of 150 MB gets through')
    : bad(
        'body size',
        'the proxy refuses large bodies',
        'let it pass on 160 MB (nginx: client_max_body_size 160m)',
      )
}

async function findingsOfTrust({
  address,
  ask,
  doctorPath,
  signInHeader,
}: ProxyTools): Promise<readonly Finding[]> {
  const nonce = randomUUID()
  if ((await ask('expect', nonce)) === undefined)
    return [warn('trust', 'no server uses this data folder', 'start it, and run this with the same DATA_DIR')]
  const headers = { 'x-forwarded-for': forged, ...(signInHeader !== null && { [signInHeader]: 'doctor' }) }
  await send(address, { path: `${doctorPath}${nonce}`, headers })
  const seen = JSON.parse((await ask('seen', nonce)) ?? 'null') as SeenRequest | null
  if (!seen) return [bad('trust', 'the address leads to another server', 'check the proxy and DATA_DIR')]
  const trust =
    seen.ip === forged
      ? bad(
          'trust',
          'a browser can choose its address',
          'let the proxy replace X-Forwarded-For, not lengthen it',
        )
      : address.protocol === 'https:' && seen.protocol !== 'https'
        ? bad(
            'trust',
            `the server does not trust the proxy at ${seen.peer}`,
            `set TRUST_PROXY=${seen.peer.replace('::ffff:', '')}`,
          )
        : ok('trust', `the server takes ${seen.ip} for the sender`)
  if (signInHeader === null) return [trust]
  return [
    trust,
    seen.signedIn === 'doctor'
      ? bad(
          'sign-in',
          `the proxy passes on a forged ${signInHeader}`,
          'let it remove the header of the browser',
        )
      : ok('sign-in', `a forged ${signInHeader} does not arrive`),
  ]
}

/** Without the last slash. */
function placeOf(address: URL): string {
  return address.href.replace(/\/$/u, '')
}

interface Answer {
  readonly head: IncomingMessage
  readonly text: string
}

/** Undefined without an answer in time. A body that has only begun gets none from a server that waits for it. */
function send(
  address: URL,
  { begin, ...options }: RequestOptions & { readonly path: string; readonly begin?: string },
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const send = address.protocol === 'https:' ? requestTls : requestPlain
    const path = address.pathname.replace(/\/$/u, '') + options.path
    const request = send(address, { ...options, path, agent: false, timeout: limitMs })
    const end = (answer?: Answer): void => {
      resolve(answer)
      request.destroy()
    }
    request.on('error', () => end())
    request.on('timeout', () => end())
    request.on('upgrade', (head) => end({ head, text: '' }))
    request.on('response', (head) => {
      let text = ''
      head.setEncoding('utf8').on('data', (part: string) => (text += part))
      head.on('end', () => end({ head, text }))
      head.on('error', () => end({ head, text }))
    })
    if (begin === undefined) request.end()
    else request.write(begin)
  })
}
