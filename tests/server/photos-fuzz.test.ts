import { expect, onTestFinished, test } from 'vitest'
import { Decoder } from '#server/photos/decoder.ts'
import { isPlainPhoto } from '#server/photos/redraw-photo.ts'
import { plainPhoto, phonePhoto } from '#tests/support/photo-uploads.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const from = { line: 'home', board: 'board', participant: 'ana' }

test('of random files only photos drawn by us are stored, and the next photo is still decoded', async () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  const decoder = new Decoder({ pixels: 4_000_000 })
  onTestFinished(() => decoder.close())
  const frames = { r: 200, g: 0, b: 0, alpha: 0.5 }
  const honest = [
    await phonePhoto('planted', 200, 150),
    await plainPhoto('png', frames, 200, 150),
    await plainPhoto('webp', frames, 200, 150),
    await plainPhoto('gif', '#3c3', 200, 150),
  ]
  let taken = 0
  for (let round = 0; round < 120; round += 1) {
    const file = Buffer.from(honest[round % honest.length] ?? [])
    for (let changes = random.below(8); changes >= 0; changes -= 1) {
      // Sizes, counts and markers stand mostly at the beginning.
      const reach = random.chance(0.5) ? Math.min(file.length, 200) : file.length
      file[random.below(reach)] = random.below(256)
    }
    const cut = random.chance(0.2) ? file.subarray(0, random.below(file.length)) : file
    const result = await decoder.decode(cut, from)
    if (!result?.ok) continue
    taken += 1
    expect(isPlainPhoto(result.photo.data)).toBe(true)
    expect(Buffer.from(result.photo.data).includes('planted')).toBe(false)
  }
  expect(taken).toBeGreaterThan(0)
  for (const picture of honest) expect(await decoder.decode(picture, from)).toMatchObject({ ok: true })
})
