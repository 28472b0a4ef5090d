import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { withoutUnusedFormats } from '#client/build/lean-yjs.ts'

const packages = join(import.meta.dirname, '..', '..', 'node_modules')
const yjs = readFileSync(join(packages, 'yjs', 'dist', 'yjs.mjs'), 'utf8')

test('Yjs without its unused formats takes updates in any order, and gives on what waits, as Yjs does', async () => {
  const lean = await leanYjs()
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 12 }), fc.func(fc.nat()), (edits, at) => {
      const updates = written(edits)
      const order = updates
        .map((update, index) => ({ update, at: at(index) }))
        .sort((a, b) => a.at - b.at)
        .map(({ update }) => update)
      const [own, whole] = [new lean.Doc(), new Y.Doc()]
      // They get what each of the two has, together with what came too early.
      const [fromOwn, fromWhole] = [new Y.Doc(), new Y.Doc()]
      for (const update of order) {
        lean.applyUpdate(own, update)
        Y.applyUpdate(whole, update)
        expect(own.getMap('text').toJSON()).toEqual(whole.getMap('text').toJSON())
        Y.applyUpdate(fromOwn, lean.encodeStateAsUpdate(own))
        Y.applyUpdate(fromWhole, Y.encodeStateAsUpdate(whole))
        expect(fromOwn.getMap('text').toJSON()).toEqual(fromWhole.getMap('text').toJSON())
      }
      // In rare orders Yjs still waits when it has everything. A board gets each update after those on which it builds.
      expect(own.store.pendingStructs?.missing).toEqual(whole.store.pendingStructs?.missing)
      expect(lean.encodeStateVector(own)).toEqual(Y.encodeStateVector(whole))
      if (whole.store.pendingStructs) return
      expect(fromOwn.getMap('text').toJSON()).toEqual(whole.getMap('text').toJSON())
    }),
  )
})

test('a version of Yjs that has its formats elsewhere stops the build', () => {
  expect(() => withoutUnusedFormats(yjs.replace('new UpdateEncoderV2()', 'new UpdateEncoderV3()'))).toThrow(
    /elsewhere/u,
  )
})

/** Updates of two people who write and delete texts. */
function written(edits: readonly number[]): readonly Uint8Array[] {
  const updates: Uint8Array[] = []
  const docs = [new Y.Doc(), new Y.Doc()]
  for (const doc of docs)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'other') return
      updates.push(update)
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'other')
    })
  for (const [index, edit] of edits.entries()) {
    const map = docs[index % 2]?.getMap<Y.Text>('text')
    const name = `t${edit % 3}`
    const text = map?.get(name)
    if (edit === 5) map?.delete(name)
    else if (text && edit > 2) text.delete(0, Math.min(3, text.length))
    else if (text) text.insert(text.length, `more ${index}`)
    else map?.set(name, new Y.Text(`text ${index}`))
  }
  return updates
}

/** The packages that it imports are found from its place. */
async function leanYjs(): Promise<typeof Y> {
  // It finds a second Yjs in this process.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const folder = mkdtempSync(join(packages, '.lean-yjs-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
    vi.restoreAllMocks()
  })
  const file = join(folder, 'yjs.mjs')
  writeFileSync(file, withoutUnusedFormats(yjs))
  return (await import(pathToFileURL(file).href)) as typeof Y
}
