import type { Language } from '../board/document.ts'
import { folded } from '../text/folded.ts'
import { inLine } from '../text/in-line.ts'
import { leadsAway } from '../sorting/words.ts'
import { nameWords } from '../text/name-words.ts'
import {
  bareInEnglish,
  begins,
  commonEndInEnglish,
  commonInEnglish,
  elidingLetters,
  endsAsMany,
  feminine,
  feminineEnd,
  manyByLetters,
  manyInOne,
  masculine,
  masculineEnd,
  proper,
  spokenH,
  theMany,
} from './name-lists.ts'

/** A name of a map as it stands in a sentence. */
export interface SaidName {
  readonly said: string
  /** "Puissent" and not "puisse". */
  readonly isMany: boolean
}

/** "pour que les élus et l’hôpital puissent", "so that nurses and the press can". Empty without names. */
export function soThat(names: readonly string[], language: Language): string {
  const all = names.map((name) => saidName(name, language)).filter(({ said }) => said !== '')
  const [first] = all
  if (!first) return ''
  const list = listOf(
    all.map(({ said }) => said),
    language,
  )
  if (language === 'en') return `so that ${list} can`
  const isUs = all.some(({ said }) => said === 'nous')
  const isYou = all.some(({ said }) => said === 'vous')
  const verb = isUs
    ? 'puissions'
    : isYou
      ? 'puissiez'
      : all.length > 1 || first.isMany
        ? 'puissent'
        : 'puisse'
  return `pour ${elided('que', list)} ${verb}`
}

/** The name with its article, as it stands after "pour que" or "so that". */
export function saidName(name: string, language: Language): SaidName {
  const plain = quiet(
    inLine(name)
      .replaceAll('\u2019', "'")
      .replaceAll(/^[\s"«“(]+|[\s"»”.;:,!?…]+$/gu, ''),
  )
  if (plain === '') return { said: '', isMany: false }
  const all = partsOf(plain, language).map((part) => (language === 'fr' ? inFrench(part) : inEnglish(part)))
  const said = listOf(
    all.map((one) => one.said),
    language,
  )
  return { said: said.replaceAll("'", '’'), isMany: all.length > 1 || all[0]?.isMany === true }
}

/** A name that shouts becomes quiet. Short forms stay. */
function quiet(name: string): string {
  const [first = ''] = wordsOf(name)
  const isKnown = feminine.has(first) || masculine.has(first) || commonInEnglish.has(first)
  const isLoud = name.length > (isKnown ? 4 : 6) && name === name.toUpperCase() && !/\d/u.test(name)
  return isLoud ? name.toLowerCase() : name
}

/** The people of a name of several: "Parents et enfants". Behind a word that leads away, "et" is about one of them. */
function partsOf(name: string, language: Language): readonly string[] {
  const parts = name.split(language === 'fr' ? /,\s+|\s+et\s+/u : /,\s+(?:and\s+)?|\s+and\s+/u)
  const stays = parts.slice(0, -1).some(
    (part) =>
      part.includes('(') ||
      wordsOf(part)
        .slice(1)
        .some((word) => leadsAway[language].has(word)),
  )
  const isAdjective =
    parts.length > 1 &&
    parts.some(
      (part, index) =>
        index > 0 &&
        /^[a-zà-ÿ]+(?:es|ifs|aux|ives)$/u.test(part) &&
        !/\s/u.test(part) &&
        language === 'fr' &&
        /\s/u.test(parts[0] ?? ''),
    )
  return stays || isAdjective || parts.some((part) => part.trim() === '') ? [name] : parts
}

function inFrench(name: string): SaidName {
  const [, article, rest = ''] = /^(l'|les?\s|la\s)(.+)$/iu.exec(name) ?? []
  if (article !== undefined) {
    const said = isCommonInFrench(rest) ? small(rest) : rest
    return { said: `${article.toLowerCase()}${said}`, isMany: /^les/iu.test(article) }
  }
  const [first = '', second = ''] = wordsOf(name)
  if (first === 'tout' && second === 'le') return { said: small(name), isMany: false }
  if (begins.fr.many.has(first) || Number(first) > 1) return { said: small(name), isMany: true }
  if (first === 'nous' || first === 'vous') return { said: small(name), isMany: true }
  if (first === 'eux' || first === 'elles') return { said: first === 'eux' ? 'ils' : first, isMany: true }
  if (begins.fr.one.has(first)) return { said: small(name), isMany: false }
  if (isShort(name) && manyByLetters.has(first)) return { said: `les ${name}`, isMany: true }
  if (isShort(name) && elidingLetters.has(first)) return { said: `l'${name}`, isMany: false }
  if (first === 'etat' && second === '') return { said: "l'État", isMany: false }
  const isMany = endsAsManyInFrench(name)
  if (isProper(name, isMany || isCommonInFrench(name))) return { said: name, isMany: false }
  const said = isShort(name) || keepsCapital(name) ? name : small(name)
  if (isMany) return { said: `les ${said}`, isMany }
  if (isMute(said)) return { said: `l'${said}`, isMany }
  return { said: `${isFeminine(firstOf(name)) ? 'la' : 'le'} ${said}`, isMany }
}

function firstOf(name: string): string {
  return name.split(/\s/u)[0]?.toLowerCase() ?? ''
}

function endsAsManyInFrench(name: string): boolean {
  const [plain = '', second = ''] = wordsOf(name)
  if (isShort(name) || !/[sxz]\)?$/u.test(firstOf(name).replace(/[,/].*$/u, ''))) return false
  // "Pays hôtes": the word after it tells.
  return !endsAsMany.fr.has(plain) || (masculine.has(plain) && second.endsWith('s'))
}

function isCommonInFrench(name: string): boolean {
  const first = firstOf(name)
  const [plain = ''] = wordsOf(name)
  const isKnown = [plain, folded(first)].some((word) => feminine.has(word) || masculine.has(word))
  return plain !== 'etat' && (isKnown || feminineEnd.test(first) || masculineEnd.test(folded(first)))
}

function isFeminine(word: string): boolean {
  const plain = folded(word)
  if (feminine.has(plain)) return true
  if (masculine.has(plain)) return false
  if (feminineEnd.test(word)) return true
  return !masculineEnd.test(plain) && plain.endsWith('e')
}

function inEnglish(name: string): SaidName {
  const words = wordsOf(name)
  const [first = ''] = words
  if (['we', 'us', 'you', 'they', 'them', 'me'].includes(first))
    return { said: { us: 'we', them: 'they', me: 'I' }[first] ?? first, isMany: true }
  if (begins.en.has(first) || /^\d/u.test(first)) return { said: small(name), isMany: false }
  const away = words.findIndex((word, index) => index > 0 && leadsAway.en.has(word))
  const last = away === -1 ? words.length - 1 : away - 1
  const head = words.at(last) ?? ''
  const isLetters = last === 0 && isShort(name)
  const isMany = manyInOne.has(head) || (/(?<![sui])s$/u.test(head) && !endsAsMany.en.has(head) && !isLetters)
  const isHeadCommon =
    isMany || commonInEnglish.has(head) || bareInEnglish.has(head) || commonEndInEnglish.test(head)
  const isTitled =
    last > 0 &&
    name
      .split(/\s+/u)
      .slice(0, last + 1)
      .every((word) => /^\p{Lu}/u.test(word))
  if (isTitled ? !isHeadCommon : isProper(name, isHeadCommon || commonInEnglish.has(first)))
    return { said: name, isMany }
  const quiet = isTitled
    ? name.replaceAll(/(?<=\s)\p{Lu}(?=\p{Ll})/gu, (letter) => letter.toLowerCase())
    : name
  const said = proper.has(first) || isShort(name) ? quiet : small(quiet)
  const isBare = (isMany && !theMany.has(head)) || (bareInEnglish.has(head) && last < 2)
  return { said: isBare ? said : `the ${said}`, isMany }
}

/** True for a name that takes no article: in capitals where a common one has none. */
function isProper(name: string, isCommon: boolean): boolean {
  const [first = '', second = ''] = name.split(/[\s/]+/u)
  if (!/^\p{Lu}/u.test(first)) return false
  const [plain = ''] = wordsOf(first)
  const isKnown = [plain, folded(first)].some(
    (word) => feminine.has(word) || masculine.has(word) || commonInEnglish.has(word),
  )
  if (isShort(first)) return !isKnown && !isCommon
  const isAlone = second === '' || /^\p{Lu}/u.test(second) || leadsAway.fr.has(folded(second))
  if (proper.has(plain) && isAlone) return true
  if (/^\p{Lu}\p{Ll}/u.test(second) && !isKnown) return true
  return !isCommon && (second === '' || /^\p{Lu}/u.test(second))
}

/** "EDF", "IT teams": the first word stays as it is. */
function isShort(name: string): boolean {
  return /^(?:\p{Lu}[\p{Lu}\p{N}&.-]+|\p{Ll}?\p{Lu}\S*\p{Lu})/u.test(name)
}

/** "Banque Postale": both words are one name. */
function keepsCapital(name: string): boolean {
  return /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}/u.test(name)
}

function small(name: string): string {
  const [first = ''] = name
  return isShort(name) ? name : first.toLowerCase() + name.slice(first.length)
}

function wordsOf(name: string): readonly string[] {
  return nameWords(name).map(folded)
}

/** True before a vowel, or an h that is not spoken: French elides there. */
function isMute(said: string): boolean {
  const plain = folded(said).replaceAll('œ', 'oe')
  return /^[aeiouh]/u.test(plain) ? !spokenH.test(plain) : /^y[^aeiou\s]/u.test(plain)
}

function elided(word: string, next: string): string {
  return isMute(next) ? `${word.slice(0, -1)}’${next}` : `${word} ${next}`
}

function listOf(said: readonly string[], language: Language): string {
  if (said.length < 2) return said.join('')
  return `${said.slice(0, -1).join(', ')} ${language === 'fr' ? 'et' : 'and'} ${said.at(-1) ?? ''}`
}
