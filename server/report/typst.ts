import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { FontName, fontsFor, readFont } from './fonts.ts'
import { openFont } from './shaped-font.ts'

export type Template = 'board' | 'report'

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
 * Fills a fixed template and returns a PDF. Data never becomes source. It names the photos in `files`. A character that
 * no font has becomes a white square: the standard for tagged files forbids text that cannot be read back. A file that `isForEyes` becomes a picture and has no
 * tags.
 */
export async function typeset(
  template: Template,
  data: object,
  files: ReadonlyMap<string, Uint8Array> = new Map(),
  isForEyes = false,
): Promise<Uint8Array> {
  const json = JSON.stringify(data)
  const names = fontsFor(json)
  const fonts = await Promise.all(names.map(readFont))
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: fonts }] })
  for (const [name, bytes] of files) compiler.mapShadow(`${folder}${name}`, Buffer.from(bytes))

  function compile(text: string): NodeTypstDocument {
    // Spliced into the JSON rather than spread: the data may be megabytes.
    const filled = `{"faces":${JSON.stringify(facesOf(names))},${text.slice(1)}`
    compiler.mapShadow(`${folder}data.json`, Buffer.from(filled))
    const { result } = compiler.compile({ mainFilePath: `${folder}${template}.typ` })
    if (!result) throw new TypesettingFailed()
    return result
  }

  const document = compile(json)
  if (isForEyes) return compiler.pdf(document, { pdfTags: false })
  try {
    return compiler.pdf(document, accessible)
  } catch {
    // A missing character shows here. Looking up each character beforehand would slow every file down.
    return compiler.pdf(compile(legible(json, fonts)), accessible)
  }
}

const accessible = { pdfStandard: 'ua-1' }

function legible(json: string, files: readonly Buffer[]): string {
  const fonts = files.map(openFont)
  const known = new Map<string, string>()
  const shown = (sign: string): string => {
    const code = sign.codePointAt(0) ?? 0
    return fonts.some((font) => font.has(code)) ? sign : '□'
  }
  return json.replaceAll(/[^\0-\u024F]/gu, (sign) => {
    let sight = known.get(sign)
    if (sight === undefined) known.set(sign, (sight = shown(sign)))
    return sight
  })
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
