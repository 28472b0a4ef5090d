import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { enFirst } from '#client/i18n/en-first.ts'
import { en as enRest } from '#client/i18n/en.ts'
import { frFirst } from '#client/i18n/fr-first.ts'
import { fr as frRest } from '#client/i18n/fr.ts'
import { chooseLanguage, currentLanguage, everySentence, startI18n } from '#client/i18n/i18n.ts'
import { createTranslate, sentencesIn } from '#client/i18n/translate.ts'
import { eachSentence, frenchSpaces, type Sentences } from '#client/i18n/typography.ts'
import { ErrorCode } from '#shared/wire/error.ts'
import { en, fr } from '#tests/support/words.ts'

const clientDir = new URL('../../client', import.meta.url).pathname

const english = createTranslate(new Map(sentencesIn(en)), 'en')
const french = createTranslate(new Map(sentencesIn(fr)), 'fr')

const leavesOf = (tree: Sentences) => [...sentencesIn(tree)]

const valuesIn = (sentence: string) =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/gu)]
    .map(([, name = 'none']) => name)
    .sort((a, b) => a.localeCompare(b))

test('a sentence speaks of one or of several as its language does', () => {
  const counts = [0, 1, 2, 1_000_000]
  expect(counts.map((count) => english('phone.notes', { count }))).toEqual([
    '0 notes',
    '1 note',
    '2 notes',
    '1000000 notes',
  ])
  expect(counts.map((count) => french('phone.notes', { count }))).toEqual([
    '0 note',
    '1 note',
    '2 notes',
    '1000000 notes',
  ])
})

test('of two languages chosen one after the other the last one is spoken, however late the first one comes', async () => {
  vi.stubGlobal('document', { documentElement: {} })
  onTestFinished(() => void vi.unstubAllGlobals())
  await startI18n('en')
  await everySentence()
  expect(await Promise.all([chooseLanguage('fr'), chooseLanguage('en')])).toEqual([true, true])
  expect(currentLanguage()).toBe('en')
  await chooseLanguage('fr')
  expect(currentLanguage()).toBe('fr')
})

test('what people have written fills a sentence as it is', () => {
  const title = '$& {{count}} <b>“$1”</b>'
  expect(english('deletion.what', { title })).toContain(`“${title}” is deleted`)
  expect(english('photo.captionedItem', { caption: '{{alt}}', alt: 'A table' })).toBe(
    '{{alt}}, picture: A table',
  )
})

test('a day in a sentence is written as the language writes it', () => {
  const at = Date.UTC(2026, 4, 1, 12)
  expect(english('notices.repaired', { at })).toContain('May 1, 2026')
  expect(french('notices.repaired', { at })).toContain('1 mai 2026')
})

test('a sentence that comes later is said once it is there', () => {
  const sentences = new Map(sentencesIn(enFirst))
  const say = createTranslate(sentences, 'en')
  for (const [name, sentence] of sentencesIn(enRest)) sentences.set(name, sentence)
  expect(say('help.heading')).toBe(enRest.help.heading)
})

test('a code of a newer server reads as a fault of the server, never as a name', () => {
  const code = 'errors.of_next_year' as 'errors.internal'
  expect(english(code)).toBe(en.errors.internal)
})

test('both catalogues have the same keys in the same files, none of them empty nor in both', () => {
  const keysOf = (tree: Sentences) => leavesOf(tree).map(([key]) => key)
  expect([keysOf(frFirst), keysOf(frRest)]).toEqual([keysOf(enFirst), keysOf(enRest)])
  const namesOf = (tree: Sentences) => keysOf(tree).map((key) => key.replace(/_(?:one|other)$/, ''))
  expect(namesOf(enFirst).filter((name) => namesOf(enRest).includes(name))).toEqual([])
  expect([...leavesOf(en), ...leavesOf(fr)].filter(([, sentence]) => sentence.trim() === '')).toEqual([])
})

test('a sentence names the same values in both languages', () => {
  const french = new Map(leavesOf(fr))
  const differing = leavesOf(en).filter(
    ([key, sentence]) => String(valuesIn(sentence)) !== String(valuesIn(french.get(key) ?? '')),
  )
  expect(differing).toEqual([])
})

test('every error code of the server has a sentence', () => {
  expect(Object.keys(en.errors).sort()).toEqual([...Object.values(ErrorCode), 'network'].sort())
})

test('no sentence shouts, and typewriter quotes are nowhere', () => {
  const sentences = [...leavesOf(en), ...leavesOf(fr)]
  expect(sentences.filter(([, sentence]) => /[!'"]/u.test(sentence))).toEqual([])
})

test('French spaces before double punctuation and inside guillemets cannot break', () => {
  expect(frenchSpaces('Que dire ? Ceci : « oui » ; 100 % sûr !')).toBe(
    'Que dire\u202f? Ceci\u00a0: «\u00a0oui\u00a0»\u202f; 100\u202f% sûr\u202f!',
  )
  const breaking = leavesOf(eachSentence(fr, frenchSpaces)).filter(([, sentence]) =>
    / [:;?!%»]|« /u.test(sentence),
  )
  expect(breaking).toEqual([])
})

test('French addresses people as vous', () => {
  expect(
    leavesOf(fr).filter(([, sentence]) => /(?:^|\s)(?:tu|ton|ta|tes|toi)(?=\s|$)/iu.test(sentence)),
  ).toEqual([])
})

test('no component has text outside the catalogues', () => {
  const offenders = sourcesIn(['panels', 'activities', 'canvas']).flatMap(([name, source]) =>
    textsIn(source).map((text) => `${name}: ${text}`),
  )
  expect(offenders).toEqual([])
})

function sourcesIn(folders: readonly string[]): readonly (readonly [name: string, source: string])[] {
  return folders.flatMap((folder) =>
    readdirSync(join(clientDir, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => [join(folder, name), readFileSync(join(clientDir, folder, name), 'utf8')] as const),
  )
}

/** Words between tags, and in attributes that are read out or shown: two letters or more. */
function textsIn(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/ .*$/gmu, '')
  const between = [...code.matchAll(/<\/?[a-z][^<>{}]*>([^<>{}]*\p{L}{2,}[^<>{}]*)<\//giu)].map(
    ([, text]) => text ?? '',
  )
  const attributes = [
    ...code.matchAll(/\b(?:aria-label|placeholder|title|alt|label|hint|shortcut)="([^"]*\p{L}{2,}[^"]*)"/gu),
  ].map(([, text]) => text ?? '')
  // The one key of those named here that other languages write otherwise on their keyboards.
  const keys = [...code.matchAll(/'(Esc)'/gu)].map(([, key]) => key ?? '')
  return [...between, ...attributes, ...keys].map((text) => text.trim())
}
