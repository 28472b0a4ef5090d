import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { chooseLanguage, currentLanguage, startI18n } from '#client/i18n/i18n.ts'
import { en as lateEn } from '#client/i18n/late-words.en.ts'
import { createTranslate, sentencesIn, type Sentences } from '#client/i18n/translate.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'
import { activities } from '#server/activities/activities.ts'
import { refusals } from '#shared/workshop/refusals.ts'
import { wordsOf } from '#client/i18n/words-of.ts'
import type { Language } from '#shared/board/document.ts'
import { allCatalogues, commonPath, shownIn } from '#tests/support/catalogues.ts'
import { en, fr } from '#tests/support/words.ts'

const clientDir = new URL('../../client', import.meta.url).pathname

const english = createTranslate(new Map(sentencesIn(en)), 'en')
const french = createTranslate(new Map(sentencesIn(fr)), 'fr')

const leavesOf = (tree: Sentences) => [...sentencesIn(tree)]

const catalogues = await allCatalogues()

const everySentenceOf = (...languages: readonly Language[]) =>
  catalogues.flatMap((each) => languages.flatMap((language) => leavesOf(each[language])))

const valuesIn = (sentence: string) =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/gu)]
    .map(([, name = 'none']) => name)
    .sort((a, b) => a.localeCompare(b))

test('plurals follow the rules of the language', () => {
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

test('of two languages chosen in a row the last one is used, whichever loads first', async () => {
  vi.stubGlobal('document', { documentElement: {} })
  onTestFinished(() => void vi.unstubAllGlobals())
  await startI18n('en')
  expect(await Promise.all([chooseLanguage('fr'), chooseLanguage('en')])).toEqual([true, true])
  expect(currentLanguage()).toBe('en')
  await chooseLanguage('fr')
  expect(currentLanguage()).toBe('fr')
})

test('text that people have written fills a sentence unchanged', () => {
  const title = '$& {{count}} <b>“$1”</b>'
  expect(english('deletion.what', { title })).toContain(`“${title}” is deleted`)
  expect(english('photo.captionedItem', { caption: '{{alt}}', alt: 'A table' })).toBe(
    '{{alt}}, picture: A table',
  )
})

test('a date in a sentence has the form of the language', () => {
  const at = Date.UTC(2026, 4, 1, 12)
  expect(english('notices.repaired', { at })).toContain('1 May 2026')
  expect(french('notices.repaired', { at })).toContain('1er mai 2026')
})

test('a code of a newer server reads as a fault of the server, never as a name', () => {
  const code = 'errors.of_next_year' as 'errors.internal'
  expect(english(code)).toBe(en.errors.internal)
})

test('a feature says its own words and the common ones in the language of the moment', async () => {
  vi.stubGlobal('document', { documentElement: {} })
  onTestFinished(() => void vi.unstubAllGlobals())
  const words = wordsOf({
    en: { dots_one: '{{count}} dot', dots_other: '{{count}} dots' },
    fr: { dots_one: '{{count}} point', dots_other: '{{count}} points' },
  })
  await startI18n('en')
  expect([words.t('dots', { count: 1 }), words.t('common.undo')]).toEqual(['1 dot', en.common.undo])
  await chooseLanguage('fr')
  expect([words.t('dots', { count: 2 }), words.t('common.undo')]).toEqual(['2\u00a0points', fr.common.undo])
  await chooseLanguage('en')
  expect(words.t('dots', { count: 2 })).toBe('2 dots')
})

test('both languages of a catalogue have the same sentences, none of them empty', () => {
  for (const { path, en, fr } of catalogues)
    expect([path, leavesOf(fr).map(([key]) => key)]).toEqual([path, leavesOf(en).map(([key]) => key)])
  expect(everySentenceOf('en', 'fr').filter(([, sentence]) => sentence.trim() === '')).toEqual([])
})

test('a feature has no sentence under the name of a common one', () => {
  const namesOf = (tree: Sentences) => leavesOf(tree).map(([key]) => key.replace(/_(?:one|other)$/, ''))
  const isCommon = ({ path }: { readonly path: string }) => path === commonPath
  const common = new Set(catalogues.filter(isCommon).flatMap(({ en }) => namesOf(en)))
  expect(common).toContain('common.undo')
  const features = catalogues.filter((each) => !isCommon(each))
  expect(
    features.flatMap(({ path, en }) =>
      namesOf(en).flatMap((name) => (common.has(name) ? [`${path}: ${name}`] : [])),
    ),
  ).toEqual([])
})

test('a sentence names the same values in both languages', () => {
  const differing = catalogues.flatMap(({ path, en, fr }) => {
    const french = new Map(leavesOf(fr))
    return leavesOf(en)
      .filter(([key, sentence]) => String(valuesIn(sentence)) !== String(valuesIn(french.get(key) ?? '')))
      .map(([key]) => `${path}: ${key}`)
  })
  expect(differing).toEqual([])
})

test('every error code of the server has a sentence', () => {
  const brought = Object.values(activities).flatMap((activity) => Object.keys(activity.refusals))
  const codes = [...Object.keys(refusals), ...brought, 'network']
  expect(Object.keys({ ...en.errors, ...lateEn.errors }).sort()).toEqual(codes.sort())
})

test('no sentence shouts, and typewriter quotes are nowhere', () => {
  expect(everySentenceOf('en', 'fr').filter(([, sentence]) => /[!'"]/u.test(sentence))).toEqual([])
})

test('French spaces before double punctuation and inside guillemets cannot break', () => {
  expect(frenchSpaces('Que dire ? Ceci : « oui » ; 100 % sûr !')).toBe(
    'Que dire\u202f? Ceci\u00a0: «\u00a0oui\u00a0»\u202f; 100\u202f% sûr\u202f!',
  )
  const shown = catalogues.flatMap((each) => leavesOf(shownIn('fr', each)))
  expect(shown.filter(([, sentence]) => / [:;?!%»]|« /u.test(sentence))).toEqual([])
})

test('French addresses people as vous', () => {
  expect(
    everySentenceOf('fr').filter(([, sentence]) => /(?:^|\s)(?:tu|ton|ta|tes|toi)(?=\s|$)/iu.test(sentence)),
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
