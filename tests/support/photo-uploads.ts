import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { Photo } from '#shared/board/photo.ts'
import type { ServerClient } from '#tests/support/server.ts'

/** A photo as a phone makes it: rotated, with place and author in every kind of metadata. */
export async function phonePhoto(secret: string, width = 640, height = 480): Promise<Buffer> {
  const gradient = Buffer.alloc(width * height * 3)
  for (let at = 0; at < gradient.length; at += 3) {
    gradient[at] = ((at / 3) % width) & 255
    gradient[at + 1] = Math.floor(at / 3 / width) & 255
    gradient[at + 2] = 128
  }
  const jpeg = await sharp(gradient, { raw: { width, height, channels: 3 } })
    .withExif({
      IFD0: { Artist: secret, Copyright: secret },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 2999/100', GPSMapDatum: secret },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>${secret}</rdf:RDF></x:xmpmeta>`)
    .withMetadata({ orientation: 6, icc: 'p3' })
    .jpeg()
    .toBuffer()
  // A comment after the first marker, and what some telephones put behind the picture's end.
  const comment = Buffer.from(secret)
  const segment = Buffer.from([0xff, 0xfe, 0, comment.length + 2, ...comment])
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2), Buffer.from(secret)])
}

export async function plainPhoto(
  format: 'jpeg' | 'png' | 'webp' | 'gif' = 'jpeg',
  colour: string | { r: number; g: number; b: number; alpha: number } = '#c33',
  width = 40,
  height = 30,
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background: colour } })
    .toFormat(format)
    .toBuffer()
}

/** A PNG of so many pixels that says so, and little more: white, one bit a pixel. */
export function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * Math.min(height, 64)))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

export interface Sent {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export async function sendPhoto(
  server: Pick<ServerClient, 'url'>,
  board: string,
  session: string | undefined,
  bytes: Uint8Array,
  type = 'application/octet-stream',
): Promise<Sent> {
  const response = await fetch(`${server.url}/api/boards/${board}/photos`, {
    method: 'POST',
    headers: { 'content-type': type, ...(session !== undefined && { authorization: `Bearer ${session}` }) },
    body: new Uint8Array(bytes),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** Sends a picture that is taken, and returns what to put on a note. */
export async function uploadPhoto(
  server: Pick<ServerClient, 'url'>,
  board: string,
  session: string,
  bytes: Uint8Array,
): Promise<Photo> {
  const { status, body } = await sendPhoto(server, board, session, bytes)
  if (status !== 201) throw new Error(`the picture was not taken: ${status} ${JSON.stringify(body)}`)
  return (body as { photo: Photo }).photo
}

/** Whose a picture is, as an administrator finds it. */
export function holdersOf({ dataDir }: { readonly dataDir: string }): readonly unknown[] {
  const db = new DatabaseSync(join(dataDir, 'boussole.sqlite'))
  try {
    return db.prepare('SELECT photo, participant FROM photo_holders ORDER BY photo').all()
  } finally {
    db.close()
  }
}

export interface Fetched {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
}

export async function fetchPhoto(
  server: Pick<ServerClient, 'url'>,
  board: string,
  session: string | undefined,
  photo: string,
): Promise<Fetched> {
  const response = await fetch(`${server.url}/api/boards/${board}/photos/${photo}`, {
    headers: session === undefined ? {} : { authorization: `Bearer ${session}` },
  })
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}
