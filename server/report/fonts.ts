import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Fonts of exported files. A text gets the first family in the template's list that has its letters. */
export const FontName = {
  sans: 'sans',
  sansStrong: 'sansStrong',
  serif: 'serif',
  arabic: 'arabic',
  arabicStrong: 'arabicStrong',
  hebrew: 'hebrew',
  hebrewStrong: 'hebrewStrong',
  thai: 'thai',
  thaiStrong: 'thaiStrong',
  devanagari: 'devanagari',
  devanagariStrong: 'devanagariStrong',
  chinese: 'chinese',
  japanese: 'japanese',
  korean: 'korean',
  emoji: 'emoji',
} as const
export type FontName = (typeof FontName)[keyof typeof FontName]

const google = '@expo-google-fonts'
// Amiri for Arabic: Noto's fonts draw letters and their points apart, and their text reads back with doubled letters.
const files: Readonly<Record<FontName, readonly [pkg: string, path: string]>> = {
  sans: [`${google}/inter`, '400Regular/Inter_400Regular.ttf'],
  sansStrong: [`${google}/inter`, '600SemiBold/Inter_600SemiBold.ttf'],
  serif: [`${google}/source-serif-4`, '600SemiBold/SourceSerif4_600SemiBold.ttf'],
  arabic: [`${google}/amiri`, '400Regular/Amiri_400Regular.ttf'],
  arabicStrong: [`${google}/amiri`, '700Bold/Amiri_700Bold.ttf'],
  hebrew: [`${google}/noto-sans-hebrew`, '400Regular/NotoSansHebrew_400Regular.ttf'],
  hebrewStrong: [`${google}/noto-sans-hebrew`, '600SemiBold/NotoSansHebrew_600SemiBold.ttf'],
  thai: [`${google}/noto-sans-thai`, '400Regular/NotoSansThai_400Regular.ttf'],
  thaiStrong: [`${google}/noto-sans-thai`, '600SemiBold/NotoSansThai_600SemiBold.ttf'],
  devanagari: [`${google}/noto-sans-devanagari`, '400Regular/NotoSansDevanagari_400Regular.ttf'],
  devanagariStrong: [`${google}/noto-sans-devanagari`, '600SemiBold/NotoSansDevanagari_600SemiBold.ttf'],
  chinese: ['@embedpdf/fonts-sc', 'fonts/NotoSansHans-Regular.otf'],
  japanese: ['@embedpdf/fonts-jp', 'fonts/NotoSansJP-Regular.otf'],
  korean: ['@embedpdf/fonts-kr', 'fonts/NotoSansKR-Regular.otf'],
  emoji: ['twemoji-colr-font', 'twemoji.woff2'],
}

/** Signs that Inter lacks, by font. They also tell the script of a text. */
export const scripts = {
  arabic: /[\p{Script=Arabic}\uFB50-\uFDFF\uFE70-\uFEFC]/u,
  hebrew: /[\p{Script=Hebrew}]/u,
  thai: /[\p{Script=Thai}]/u,
  // Its two full stops belong to all scripts of India.
  devanagari: /[\p{Script=Devanagari}\u0964\u0965]/u,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  hangul: /[\p{Script=Hangul}]/u,
  // Ideographs, their punctuation, enclosed and full-width forms.
  wide: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\u3200-\u33FF\uFE30-\uFE4F\uFF00-\uFFEF]/u,
  emoji: /\p{Emoji_Presentation}|\p{Extended_Pictographic}|[\u20E3\u{1F1E6}-\u{1F1FF}]/u,
} as const

/** Large fonts of optional packages, with their languages. npm goes on when it cannot install them. */
const optionalFonts: ReadonlyMap<FontName, string> = new Map([
  [FontName.chinese, 'Chinese'],
  [FontName.japanese, 'Japanese'],
  [FontName.korean, 'Korean'],
])

/** Languages without an installed font. Files show □ instead of its signs. */
export function languagesWithoutFont(): readonly string[] {
  return [...optionalFonts].flatMap(([name, language]) => (isInstalled(name) ? [] : language))
}

/** The installed fonts that a text needs. Only these are loaded: a Chinese font takes 8 MB. */
export function fontsFor(text: string): readonly FontName[] {
  const names: FontName[] = [FontName.sans, FontName.sansStrong, FontName.serif]
  if (scripts.arabic.test(text)) names.push(FontName.arabic, FontName.arabicStrong)
  if (scripts.hebrew.test(text)) names.push(FontName.hebrew, FontName.hebrewStrong)
  if (scripts.thai.test(text)) names.push(FontName.thai, FontName.thaiStrong)
  if (scripts.devanagari.test(text)) names.push(FontName.devanagari, FontName.devanagariStrong)
  if (scripts.hangul.test(text)) names.push(FontName.korean)
  // One note may have kana and another one Chinese.
  if (scripts.wide.test(text)) names.push(FontName.chinese)
  if (scripts.kana.test(text)) names.push(FontName.japanese)
  if (scripts.emoji.test(text)) names.push(FontName.emoji)
  return names.filter((name) => !optionalFonts.has(name) || isInstalled(name))
}

function isInstalled(name: FontName): boolean {
  try {
    return existsSync(fontPath(name))
  } catch {
    // Its package is missing.
    return false
  }
}

/** The font as TrueType or OpenType bytes. */
export async function readFont(name: FontName): Promise<Buffer> {
  const bytes = await readFile(fontPath(name))
  if (name !== FontName.emoji) return bytes
  emojiFont ??= decompress(bytes)
  return emojiFont
}

/** Once for the measure and the compiler: it takes a tenth of a second. */
let emojiFont: Promise<Buffer> | undefined

/** The emoji font is only published compressed, and the compiler does not read that. */
async function decompress(bytes: Buffer): Promise<Buffer> {
  const { default: wawoff2 } = await import('wawoff2')
  return Buffer.from(await wawoff2.decompress(bytes))
}

const { resolve } = createRequire(import.meta.url)

function fontPath(name: FontName): string {
  const [pkg, path] = files[name]
  // The embedpdf packages export only their entry. The fonts are beside its folder.
  return pkg.startsWith('@embedpdf/') ? join(dirname(resolve(pkg)), '..', path) : resolve(`${pkg}/${path}`)
}
