import sharp from 'sharp'
import { expect, test } from 'vitest'
import { kindOf } from '#server/basics/photo-kind.ts'
import { redrawPhoto, isPlainPhoto } from '#server/photos/redraw-photo.ts'
import { hugePng, plainPhoto, phonePhoto } from '#tests/support/photo-uploads.ts'

const seeThrough = { r: 200, g: 0, b: 0, alpha: 0.5 }

test('a photo is recognised by its first bytes, and a drawing by its element', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'gif'] as const)
    expect(kindOf(await plainPhoto(format))).toBe(format)
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
  const beginnings = [
    '',
    '\uFEFF',
    ' \n\t',
    '<?xml version="1.0"?>',
    '<!DOCTYPE svg [<!ENTITY a "b">]>',
    '<!-- x -->',
  ]
  for (const beginning of beginnings) {
    for (const encoding of ['utf8', 'utf16le'] as const)
      expect(kindOf(Buffer.from(beginning + svg, encoding))).toBe('drawing')
  }
  expect(kindOf(Buffer.from('<s:svg xmlns:s="http://www.w3.org/2000/svg"/>'))).toBe('drawing')
  for (const other of [
    '',
    'BM',
    'II*\0',
    '%PDF-1.7',
    '<html><p>no drawing</p>',
    'RIFF\0\0\0\0WAVE',
    'GIF88a',
  ])
    expect(kindOf(Buffer.from(other))).toBeUndefined()
})

test('photos of our own are plain and taken as they are; any other file is drawn again', async () => {
  const limits = { pixels: 1_000_000, keepsPlain: true }
  for (const sent of [await plainPhoto(), await plainPhoto('png', seeThrough)]) {
    const made = await redrawPhoto(sent, limits)
    if (!made.ok) throw new Error(made.problem)
    const { data } = made.photo
    expect(isPlainPhoto(data)).toBe(true)
    expect(await redrawPhoto(data, limits)).toEqual(made)
    for (const more of [
      Buffer.concat([data, Buffer.from('x')]),
      data.subarray(0, -1),
      Buffer.concat([data, data]),
    ])
      expect(isPlainPhoto(more)).toBe(false)
  }
  const opaque = await redrawPhoto(await plainPhoto(), limits)
  if (!opaque.ok) throw new Error(opaque.problem)
  const withExif = await sharp(opaque.photo.data)
    .withExif({ IFD0: { Artist: 'Ana' } })
    .jpeg()
    .toBuffer()
  const withIcc = await sharp(opaque.photo.data).withIccProfile('p3').webp().toBuffer()
  for (const other of [withExif, withIcc, await phonePhoto('Ana'), await plainPhoto('png'), Buffer.alloc(0)])
    expect(isPlainPhoto(other)).toBe(false)
  const drawn = await redrawPhoto(withExif, limits)
  expect(drawn.ok && isPlainPhoto(drawn.photo.data)).toBe(true)
})

test('pixels are counted before they are decoded, and a picture is made small enough to keep', async () => {
  const tooMany = await redrawPhoto(await plainPhoto('png', '#fff', 1_001, 1_000), {
    pixels: 1_001_000 - 1,
  })
  expect(tooMany).toEqual({ ok: false, problem: 'too_many_pixels' })
  const just = await redrawPhoto(await plainPhoto('png', '#fff', 3_000, 300), { pixels: 900_000 })
  expect(just).toMatchObject({ ok: true, photo: { width: 2_048, height: 205 } })
  const deep = await sharp({ create: { width: 1_000, height: 600, channels: 4, background: '#fff8' } })
    .toColourspace('rgb16')
    .png()
    .toBuffer()
  expect(await redrawPhoto(deep, { pixels: 1_000_000 })).toEqual({ ok: false, problem: 'too_many_pixels' })
  expect(await redrawPhoto(deep, { pixels: 1_200_000 })).toMatchObject({ ok: true })
  for (const [width, height] of [
    [2_147_483_647, 2_147_483_647],
    [1, 2_147_483_647],
  ] as const) {
    const { ok } = await redrawPhoto(hugePng(width, height), { pixels: 50_000_000 })
    expect(ok).toBe(false)
  }
})

test('deep colours, greys, palettes, inks and progressive files are converted for the screen', async () => {
  const picture = sharp(await plainPhoto('png', '#3366cc', 40, 30))
  const files = {
    deep: await picture.clone().toColourspace('rgb16').png().toBuffer(),
    passes: await picture.clone().removeAlpha().jpeg({ progressive: true }).toBuffer(),
    rows: await picture.clone().png({ progressive: true }).toBuffer(),
    grey: await picture.clone().greyscale().png().toBuffer(),
    palette: await picture.clone().png({ palette: true }).toBuffer(),
    inks: await picture.clone().removeAlpha().toColourspace('cmyk').jpeg().toBuffer(),
  }
  for (const [name, file] of Object.entries(files)) {
    const read = await redrawPhoto(file, { pixels: 1_000_000 })
    if (!read.ok) throw new Error(`${name}: ${read.problem}`)
    const { space, channels } = await sharp(read.photo.data).metadata()
    expect([name, space === 'srgb' || space === 'b-w', channels !== 4]).toEqual([name, true, true])
  }
})
