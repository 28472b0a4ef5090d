import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Language } from '#shared/board/document.ts'
import { escaped } from '../basics/escaped.ts'
import { evidenceWords } from './evidence-words.ts'
import { inScript, pageStart } from './file-page.ts'

/**
 * An evidence file: one HTML document that shows signed sections and nothing else. Its bytes, in this order: the page up to
 * the sections, a line for each section, a line with their hashes, a line with the signature of that line, the rest of the page.
 * People's words are JSON without `<` and line ends, so that no text can end its line.
 */
export interface EvidenceSection {
  readonly title: string
  /** A few words about the content. */
  readonly summary: string
  readonly parts: readonly EvidencePart[]
}

/** The forms in which a section says things. The page draws each in one way. */
export type EvidencePart =
  | { readonly kind: 'heading' | 'text' | 'small'; readonly text: string }
  /** Words of people, in the serif. */
  | { readonly kind: 'quote'; readonly text: string; readonly facts: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** So many of the last columns are figures. */
  | {
      readonly kind: 'table'
      readonly heads: readonly string[]
      readonly rows: readonly (readonly string[])[]
      readonly figures: number
    }
  | { readonly kind: 'bars'; readonly bars: readonly EvidenceBar[] }

export interface EvidenceBar {
  readonly label: string
  readonly count: number
}

/** The head of the file. It is signed with the hashes. */
export interface EvidenceHead {
  readonly team: string
  readonly sentence: string
  readonly adopted: string
  readonly language: Language
  /** The day of the signature, in words. */
  readonly signed: string
  /** The name of the server; empty: its host has not set one. */
  readonly server: string
  /** The public key: SPKI, DER, base64. */
  readonly key: string
}

interface Hashes extends EvidenceHead {
  readonly format: 1
  readonly sections: readonly { readonly title: string; readonly bytes: number; readonly hash: string }[]
  /** Everything outside these lines. */
  readonly page: { readonly before: number; readonly hash: string }
}

const openingOf = (id: string): string => `<script type="application/json" id="${id}">`
const closing = '</script>\n'
const hashesOpening = openingOf('hashes')
const signatureOpening = `${openingOf('signature')}"`
/** Of 64 bytes in base64. */
const signatureLetters = 88
const signatureBytes = signatureOpening.length + signatureLetters + 1 + closing.length

/** The whole file, with a place for its signature. `serif`: the letters of the serif, as WOFF2. */
export async function evidenceFile(
  head: EvidenceHead,
  sections: readonly EvidenceSection[],
  serif: Uint8Array,
): Promise<Uint8Array> {
  const read = async (name: string): Promise<string> =>
    readFile(new URL(`./${name}`, import.meta.url), 'utf8')
  const program = await read('evidence-page.js')
  const style = `@font-face{font-family:Compass;font-weight:600;src:url(data:font/woff2;base64,${Buffer.from(serif).toString('base64')}) format("woff2")}\n${await read('evidence-page.css')}`
  const lines = sections.map((section, at) =>
    Buffer.from(`${openingOf(`section-${at + 1}`)}${inScript(section)}${closing}`),
  )
  const before = Buffer.from(pageBefore(head, style, program))
  const after = Buffer.from(pageAfter(head.language, program))
  const hashes: Hashes = {
    format: 1,
    ...head,
    sections: lines.map((line, at) => ({
      title: sections[at]?.title ?? '',
      bytes: line.byteLength,
      hash: hashOf(line),
    })),
    page: { before: before.byteLength, hash: hashOf(before, after) },
  }
  return Buffer.concat([
    before,
    ...lines,
    Buffer.from(`${hashesOpening}${inScript(hashes)}${closing}`),
    Buffer.from(`${signatureOpening}${'A'.repeat(signatureLetters)}"${closing}`),
    after,
  ])
}

/** Puts the signature in its place. */
export async function signedEvidence(
  file: Uint8Array,
  sign: (data: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const bytes = Buffer.from(file)
  const list = listIn(bytes)
  if (!list) throw new Error('the file to sign has no list of hashes')
  const signature = Buffer.from(await sign(list.data)).toString('base64')
  if (signature.length !== signatureLetters) throw new Error('the signature is not one of Ed25519')
  bytes.write(signature, list.end + signatureOpening.length)
  return bytes
}

/** A place where a byte has changed. */
export type ChangedPlace =
  | { readonly kind: 'section'; readonly number: number; readonly title: string }
  /** The list of hashes or its signature. */
  | { readonly kind: 'signature' }
  /** Everything round the sections: the program that shows them, and its style. */
  | { readonly kind: 'page' }

export type EvidenceVerdict =
  | { readonly kind: 'unchanged'; readonly head: EvidenceHead; readonly sections: number }
  | { readonly kind: 'changed'; readonly places: readonly ChangedPlace[] }
  /** Nothing has changed since another key signed it. */
  | { readonly kind: 'other key'; readonly key: string }
  | { readonly kind: 'no evidence' }

/** Compares a file with the public key of a server: SPKI, DER. */
export function checkEvidence(file: Uint8Array, key: Uint8Array): EvidenceVerdict {
  const bytes = Buffer.from(file)
  const list = listIn(bytes)
  if (!list) {
    const isDamaged = bytes.includes(openingOf('section-1')) || bytes.includes(signatureOpening)
    return isDamaged ? { kind: 'changed', places: [{ kind: 'signature' }] } : { kind: 'no evidence' }
  }
  const { hashes, data, end } = list
  const place = bytes.subarray(end, end + signatureBytes).toString('latin1')
  const signature = Buffer.from(place.slice(signatureOpening.length, -1 - closing.length), 'base64')
  const isInPlace = place === `${signatureOpening}${signature.toString('base64')}"${closing}`
  const isSigned = isInPlace && isSignedBy(key, data, signature)
  const places: readonly ChangedPlace[] = [
    ...changedSections(bytes, list),
    ...(isSigned || (isInPlace && isSignedBy(Buffer.from(hashes.key, 'base64'), data, signature))
      ? []
      : [{ kind: 'signature' } as const]),
  ]
  if (places.length > 0) return { kind: 'changed', places }
  if (!isSigned) return { kind: 'other key', key: hashes.key }
  return { kind: 'unchanged', head: hashes, sections: hashes.sections.length }
}

/** The sections and the page whose bytes differ from the list. */
function changedSections(bytes: Buffer, list: HashList): readonly ChangedPlace[] {
  const { sections, page } = list.hashes
  const found = sections.map((_, at) => bytes.indexOf(openingOf(`section-${at + 1}`)))
  const starts: number[] = []
  for (const [at, start] of found.entries()) {
    // The opening of this line has changed: it begins where the line before it ends.
    const expected = at === 0 ? page.before : (starts[at - 1] ?? 0) + (sections[at - 1]?.bytes ?? 0)
    starts.push(start === -1 ? expected : start)
  }
  const changed = sections.flatMap(({ title, bytes: length, hash }, at): readonly ChangedPlace[] => {
    const start = starts[at] ?? 0
    const next = at + 1 === sections.length ? list.start : (found[at + 1] ?? -1)
    const line = bytes.subarray(start, next === -1 ? start + length : next)
    return hashOf(line) === hash ? [] : [{ kind: 'section', number: at + 1, title }]
  })
  const before = bytes.subarray(0, starts[0] ?? list.start)
  // The line of the signature always has the same length.
  const after = bytes.subarray(list.end + signatureBytes)
  // The same bytes round the sections, but divided elsewhere, are another page.
  const isSame = before.byteLength === page.before && hashOf(before, after) === page.hash
  return isSame ? changed : [...changed, { kind: 'page' }]
}

interface HashList {
  readonly hashes: Hashes
  /** Exactly as they are signed. */
  readonly data: Buffer
  /** The beginning of their line, and its end. */
  readonly start: number
  readonly end: number
}

function listIn(bytes: Buffer): HashList | undefined {
  const start = bytes.indexOf(hashesOpening)
  const stop = start === -1 ? -1 : bytes.indexOf(closing, start)
  if (stop === -1) return undefined
  const data = bytes.subarray(start + hashesOpening.length, stop)
  try {
    const hashes = JSON.parse(data.toString()) as Hashes
    const isList = Array.isArray(hashes.sections) && typeof hashes.page.before === 'number'
    return isList && typeof hashes.key === 'string'
      ? { hashes, data, start, end: stop + closing.length }
      : undefined
  } catch {
    // A changed byte: it is no list any more.
    return undefined
  }
}

function isSignedBy(key: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' })
    return publicKey.asymmetricKeyType === 'ed25519' && verify(null, data, publicKey, signature)
  } catch {
    // A key that cannot be read has signed nothing.
    return false
  }
}

function hashOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function pageBefore({ language, team }: EvidenceHead, style: string, program: string): string {
  const words = evidenceWords[language].page
  const start = pageStart({ language, title: words.title(team), style, program, also: 'font-src data:' })
  return `${start}<p id="still">${escaped(words.still)}</p>
<noscript><p class="still">${escaped(words.noScript)}</p></noscript>
<div id="page" hidden></div>
`
}

function pageAfter(language: Language, program: string): string {
  const { title: _, ...words } = evidenceWords[language].page
  return `${openingOf('words')}${inScript(words)}${closing}<script>${program}</script>
</body>
</html>
`
}
