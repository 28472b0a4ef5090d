/** The kinds of values that a board can have: maps and texts. The guard refuses lists and XML. */
const kinds = /(const typeRefs = \[)\s*readYArray,(\s*readYMap,\s*readYText),[^\]]*\]/u
const getters = /get(?:Array|XmlElement|XmlFragment) \(name = ''\) \{\s*return [^\n]*\n\s*\}/gu

/** The readers and writers of the second format of updates, where they are used. */
const secondFormat = /(?<=(?:new|=|,|===) )(Update|DS)(En|De)coderV2\b/gu
const exported = '\nexport {'

/** Where `secondFormat` stands, in the version that somebody has read. */
const knownPlaces = 27

/**
 * Yjs without what no board has. Nothing reads or writes the second format of updates, except Yjs itself: it keeps in it
 * what came too early. The first one does as well.
 */
export function withoutUnusedFormats(code: string): string {
  const end = code.lastIndexOf(exported)
  const body = code.slice(0, end)
  const places = body.match(secondFormat)?.length
  if (!kinds.test(body) || body.match(getters)?.length !== 3 || places !== knownPlaces)
    throw new Error(`Yjs has its kinds or formats elsewhere than withoutUnusedFormats knows: ${places}`)
  return (
    body.replace(kinds, '$1,$2]').replaceAll(getters, '').replaceAll(secondFormat, '$1$2coderV1') +
    code.slice(end)
  )
}
