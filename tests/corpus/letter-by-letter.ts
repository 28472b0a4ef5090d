import { content, forgeUpdate, type ForgedStruct } from '#tests/support/forge-update.ts'

/** A text whose letters were each typed before the last one: as many structs, of seven bytes and more. */
export function letterByLetter(client: number, letters: number): Uint8Array {
  const text: ForgedStruct = { ...content.type(2), parent: 'text', sub: 'letters1' }
  const written = Array.from({ length: letters }, (_, index): ForgedStruct => {
    return index === 0
      ? { ...content.string('a'), parent: [client, 0] }
      : { ...content.string('a'), right: [client, index] }
  })
  return forgeUpdate([{ client, clock: 0, structs: [text, ...written] }])
}
