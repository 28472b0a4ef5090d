import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { forPart } from './headers.ts'
import type { PassFile } from './owners.ts'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** The forms that bootstrap/compress.js makes, the smallest first. */
const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const

interface Asset {
  readonly type: string
  readonly plain: Buffer
  readonly packed: ReadonlyMap<string, Buffer>
}

/**
 * Serves the scripts, styles and fonts from memory, some 3 MB. A page has 16 of them: read from the disk for each of 5,000
 * people, they would take four times as long. A file of a later build in the same folder is read from the disk, and one of another
 * version comes from its server. Their names change with their content, so browsers keep them for good.
 */
export function registerAssets(app: FastifyInstance, folder: string, passFile: PassFile): void {
  const assets = readAssets(folder)
  const sendOther = async (file: string, request: FastifyRequest, reply: FastifyReply) => {
    const isPassed = !existsSync(join(folder, file)) && (await passFile(request, reply))
    return isPassed ? reply : reply.sendFile(`assets/${file}`)
  }
  app.get('/assets/:file', { schema: { hide: true } }, (request, reply) => {
    const { file } = request.params as { readonly file: string }
    const asset = assets.get(file)
    if (!asset) return isAssetName(file) ? sendOther(file, request, reply) : reply.callNotFound()
    const accepted = request.headers['accept-encoding'] ?? ''
    const encoding = encodings.find(({ name }) => accepts(accepted, name) && asset.packed.has(name))
    forPart(reply)
      .type(asset.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
    if (encoding) reply.header('content-encoding', encoding.name)
    return reply.send(encoding ? asset.packed.get(encoding.name) : asset.plain)
  })
}

function isAssetName(file: string): boolean {
  return basename(file) === file && extname(file) in types
}

function readAssets(folder: string): ReadonlyMap<string, Asset> {
  if (!existsSync(folder)) return new Map()
  const names = readdirSync(folder).filter(isAssetName)
  return new Map(names.map((name) => [name, readAsset(join(folder, name))]))
}

function readAsset(path: string): Asset {
  const packed = encodings.filter(({ ending }) => existsSync(path + ending))
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    plain: readFileSync(path),
    packed: new Map(packed.map(({ name, ending }) => [name, readFileSync(path + ending)])),
  }
}

/** `accepted`: the header, in which "q=0" forbids a form. */
export function accepts(accepted: string, encoding: string): boolean {
  return accepted
    .split(',')
    .map((part) => part.trim())
    .some((part) => part === encoding || (part.startsWith(`${encoding};`) && !/;\s*q=0(\.0*)?$/.test(part)))
}
