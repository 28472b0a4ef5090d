import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { FontName, readFont } from './fonts.ts'

/** Every Node has it; its types are those of browsers, which the server does not load. */
declare const WebAssembly: {
  readonly instantiate: (bytes: Uint8Array) => Promise<{ readonly instance: { readonly exports: unknown } }>
}

/** The functions of the module, as https://harfbuzz.github.io/harfbuzz-hb-subset.html describes them. */
interface Subsetting {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly _initialize: () => void
  readonly malloc: (bytes: number) => number
  readonly hb_blob_create: (data: number, length: number, mode: number, user: number, free: number) => number
  readonly hb_blob_get_data: (blob: number, length: number) => number
  readonly hb_blob_get_length: (blob: number) => number
  readonly hb_face_create: (blob: number, index: number) => number
  readonly hb_face_reference_blob: (face: number) => number
  readonly hb_set_clear: (set: number) => void
  readonly hb_set_add: (set: number, value: number) => void
  readonly hb_subset_input_create_or_fail: () => number
  readonly hb_subset_input_unicode_set: (input: number) => number
  readonly hb_subset_input_set: (input: number, which: number) => number
  readonly hb_subset_or_fail: (face: number, input: number) => number
}

/** Of hb_memory_mode_t and hb_subset_sets_t. */
const writable = 2
const layoutFeatures = 6

/** Kerning, ligatures, marks and the figures of titles. The others are for settings that the page does not use. */
const features = ['kern', 'liga', 'ccmp', 'locl', 'mark', 'mkmk', 'lnum']

/** The serif with the letters of this text alone, as WOFF2. For a process of its own. */
export async function serifFor(text: string): Promise<Uint8Array> {
  const path = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(path))
  const { default: wawoff2 } = await import('wawoff2')
  return wawoff2.compress(subsetOf(instance.exports as Subsetting, await readFont(FontName.serif), text))
}

/** Nothing is freed: the process ends with its job. */
function subsetOf(harfbuzz: Subsetting, font: Uint8Array, text: string): Uint8Array {
  harfbuzz._initialize()
  const data = harfbuzz.malloc(font.byteLength)
  new Uint8Array(harfbuzz.memory.buffer).set(font, data)
  const face = harfbuzz.hb_face_create(harfbuzz.hb_blob_create(data, font.byteLength, writable, 0, 0), 0)
  const input = harfbuzz.hb_subset_input_create_or_fail()
  const letters = harfbuzz.hb_subset_input_unicode_set(input)
  for (const letter of new Set(text)) harfbuzz.hb_set_add(letters, letter.codePointAt(0) ?? 0)
  const kept = harfbuzz.hb_subset_input_set(input, layoutFeatures)
  harfbuzz.hb_set_clear(kept)
  for (const feature of features) harfbuzz.hb_set_add(kept, Buffer.from(feature).readUInt32BE())
  const made = harfbuzz.hb_subset_or_fail(face, input)
  if (made === 0) throw new Error('the font could not be cut to its letters')
  const blob = harfbuzz.hb_face_reference_blob(made)
  const from = harfbuzz.hb_blob_get_data(blob, 0)
  return new Uint8Array(harfbuzz.memory.buffer).slice(from, from + harfbuzz.hb_blob_get_length(blob))
}
