import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { FontName, fontsFor, readFont } from './fonts.ts'
import { MissingSigns } from './legible.ts'

export type Template = 'board' | 'report' | 'purpose' | 'take-away'

/** PDF/UA-1; tags without a check of their standard; or none, for a file that becomes a picture. */
export type Tags = 'standard' | 'lenient' | 'none'

const families: Readonly<Record<FontName, string>> = {
  sans: 'Inter',
  sansStrong: 'Inter',
  serif: 'Source Serif 4',
  arabic: 'Amiri',
  arabicStrong: 'Amiri',
  hebrew: 'Noto Sans Hebrew',
  hebrewStrong: 'Noto Sans Hebrew',
  thai: 'Noto Sans Thai',
  thaiStrong: 'Noto Sans Thai',
  devanagari: 'Noto Sans Devanagari',
  devanagariStrong: 'Noto Sans Devanagari',
  chinese: 'Noto Sans S Chinese',
  japanese: 'Noto Sans Japanese',
  korean: 'Noto Sans Korean',
  emoji: 'Twemoji Mozilla',
}

/**
 * Fills a fixed template and returns a PDF. Data never becomes source. It names the photos in `files`. Throws
 * `MissingSigns` for a character that no font has: the standard for tagged files forbids text that cannot be read back.
 */
export async function typeset(
  template: Template,
  data: object,
  files: ReadonlyMap<string, Uint8Array> = new Map(),
  tags: Tags = 'standard',
): Promise<Uint8Array> {
  const json = JSON.stringify(data)
  const names = fontsFor(json)
  const fonts = await Promise.all(names.map(readFont))
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: fonts }] })
  for (const [name, bytes] of files) compiler.mapShadow(`${folder}${name}`, Buffer.from(bytes))

  // Spliced into the JSON rather than spread: the data may be megabytes.
  const filled = `{"faces":${JSON.stringify(facesOf(names))},${json.slice(1)}`
  compiler.mapShadow(`${folder}data.json`, Buffer.from(filled))
  const { result } = compiler.compile({ mainFilePath: `${folder}${template}.typ` })
  if (!result) throw new TypesettingFailed()
  if (tags !== 'standard') return compiler.pdf(result, { pdfTags: tags === 'lenient' })
  try {
    return compiler.pdf(result, { pdfStandard: 'ua-1' })
  } catch {
    throw new MissingSigns()
  }
}

/** Font families in order of preference. Only loaded ones: the compiler warns at each use of another. */
function facesOf(names: readonly FontName[]) {
  const have = (...wanted: readonly FontName[]) => [
    ...new Set(wanted.filter((name) => names.includes(name)).map((name) => families[name])),
  ]
  const others = [FontName.arabic, FontName.hebrew, FontName.thai, FontName.devanagari]
  // Chinese before Korean: the Korean font has other forms of ideographs.
  const east = [FontName.chinese, FontName.japanese, FontName.korean, FontName.emoji]
  const japan = [FontName.japanese, FontName.chinese, FontName.korean, FontName.emoji]
  return {
    plain: have(FontName.sans, ...others, ...east),
    japanese: have(FontName.sans, ...others, ...japan),
    serif: have(FontName.serif, FontName.sans, ...others, ...east),
    emoji: have(FontName.emoji, FontName.sans),
  }
}

/** Has no message of the compiler, which may quote people's text: it goes to the log. */
class TypesettingFailed extends Error {
  override readonly name = 'TypesettingFailed'
}
