import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { FontName, fontsFor, readFont } from './fonts.ts'

export type Template = 'board' | 'report'

const families: Readonly<Record<FontName, string>> = {
  sans: 'Inter',
  sansStrong: 'Inter',
  serif: 'Source Serif 4',
  arabic: 'Amiri',
  arabicStrong: 'Amiri',
  hebrew: 'Noto Sans Hebrew',
  hebrewStrong: 'Noto Sans Hebrew',
  chinese: 'Noto Sans S Chinese',
  japanese: 'Noto Sans Japanese',
  emoji: 'Twemoji Mozilla',
}

/**
 * Fills a fixed template with data, which is never source, and returns the PDF: tagged, and PDF/UA-1 unless a
 * character is in none of the fonts (the standard forbids printing boxes; the text itself is still there to find).
 */
export async function typeset(template: Template, data: object): Promise<Uint8Array> {
  const json = JSON.stringify(data)
  const names = fontsFor(json)
  const fontBlobs = await Promise.all(names.map(readFont))
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs }] })
  // Spliced in rather than spread: the data may be megabytes, and it is only turned into JSON once.
  compiler.mapShadow(
    `${folder}data.json`,
    Buffer.from(`{"faces":${JSON.stringify(facesOf(names))},${json.slice(1)}`),
  )
  const { result } = compiler.compile({ mainFilePath: `${folder}${template}.typ` })
  if (!result) throw new TypesettingFailed()
  try {
    return compiler.pdf(result, { pdfStandard: 'ua-1' })
  } catch {
    return compiler.pdf(result)
  }
}

/** Lists of families in order of preference, only of loaded fonts: an unknown one is warned of at every use. */
function facesOf(names: readonly FontName[]) {
  const have = (...wanted: readonly FontName[]) => [
    ...new Set(wanted.filter((name) => names.includes(name)).map((name) => families[name])),
  ]
  const others = [FontName.arabic, FontName.hebrew]
  const east = [FontName.chinese, FontName.japanese, FontName.emoji]
  const japan = [FontName.japanese, FontName.chinese, FontName.emoji]
  return {
    plain: have(FontName.sans, ...others, ...east),
    japanese: have(FontName.sans, ...others, ...japan),
    serif: have(FontName.serif, FontName.sans, ...others, ...east),
    emoji: have(FontName.emoji, FontName.sans),
  }
}

/** Without the compiler's words: they may quote what people wrote, and this ends in the log. */
export class TypesettingFailed extends Error {
  override readonly name = 'TypesettingFailed'
}
