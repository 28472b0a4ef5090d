import { Side, type Evidence, type EvidencePart, type Reader } from '../blocks/block.ts'
import type { TheirResult } from '../workshop/theirs.ts'
import { inLine } from '../text/in-line.ts'
import type { EvidenceItem } from './evidence.ts'
import { evidenceWordsOf } from './evidence-words.ts'
import { toldNo } from './told-no.ts'

/** So many names, needs or quotes are read at a glance; the others are counted. Not measured. */
const mostListed = 4

/** One version alone, of the first words, tells nothing. */
function isNews(item: EvidenceItem): boolean {
  return item.kind !== 'versions' || item.count > 1 || item.grafted.length > 0
}

/** Letters of one of them. Not measured. */
const listedLetters = 140
const briefLetters = 50

function brief(texts: readonly string[]): string {
  return texts
    .slice(0, 2)
    .map((text) => inLine(text, briefLetters))
    .join(', ')
}

type Said = Partial<EvidencePart> & Pick<EvidencePart, 'head'>

function theirsSaid(purposes: readonly TheirResult[], words: ReturnType<typeof evidenceWordsOf>): Said {
  const many = purposes.filter(({ isMany }) => isMany)
  return {
    head: words.theirs,
    brief: many.length === 0 ? '' : words.brief.theirs(brief(many.map(({ source }) => source))),
    rows: purposes.map(({ source, yes, answered }) => ({
      label: inLine(source),
      amount: words.yes(yes, answered),
      counts: [
        { side: Side.for, count: answered - yes },
        { side: Side.against, count: yes },
      ],
    })),
    texts: many.length > 0 ? [words.theirsMany] : [],
  }
}

/** The evidence on a sentence as a strip for screens and paper; null when nothing is known of it. */
export function evidenceBlock(
  items: readonly EvidenceItem[],
  { language }: Reader,
  most = mostListed,
): Evidence | null {
  if (!items.some(isNews)) return null
  const words = evidenceWordsOf(language)
  const few = (texts: readonly string[]): readonly string[] => [
    ...texts.slice(0, most).map((text) => inLine(text, listedLetters)),
    ...(texts.length > most ? [words.more(texts.length - most)] : []),
  ]
  const listed = (texts: readonly string[]): string => few(texts).join(', ')
  const saidOf = (item: EvidenceItem): Said => {
    switch (item.kind) {
      case 'swap':
        return {
          head: words.swap(toldNo(language, item)),
          brief: words.brief.swap(toldNo(language, item)),
          rows: item.names.map(({ name, no, almost, yes, answered }) => ({
            label: inLine(name),
            amount: words.no(no, answered),
            counts: [
              { side: Side.for, count: no },
              { side: Side.between, count: almost },
              { side: Side.against, count: yes },
            ],
          })),
          texts: [
            item.couldSign.length === 0 ? words.noneCouldSign : words.couldSign(listed(item.couldSign)),
          ],
        }
      case 'theirs':
        return theirsSaid(item.purposes, words)
      case 'people':
        return {
          head: words.people,
          brief: [
            item.named.length === 0 ? words.brief.namesNobody : words.brief.names(brief(item.named)),
            ...(item.forgotten.length > 0 ? [words.brief.forgets(item.forgotten.length)] : []),
          ].join(', '),
          texts: [
            item.named.length === 0 ? words.namesNobody : words.names(listed(item.named)),
            ...(item.forgotten.length > 0
              ? [words.forgets(listed([...new Set(item.forgotten.map(({ person }) => person))]))]
              : item.needs > 0
                ? [words.forgetsNone]
                : []),
          ],
        }
      case 'worn':
        return {
          head: words.worn(item.words.length),
          brief: words.brief.worn(brief(item.words.map(({ text }) => text))),
          texts: few(item.words.map(({ text, question }) => words.wornWord(text, words.questions[question]))),
        }
      case 'opposite':
        return {
          head: words.opposite(item.defended > 0),
          brief: words.brief.opposite(inLine(item.text, briefLetters)),
          quotes: [inLine(item.text, listedLetters)],
          texts:
            item.defended > 0 ? [words.defended(item.defended)] : item.of > 1 ? [words.oneOf(item.of)] : [],
        }
      case 'who':
      case 'monday':
        return {
          head: words[item.kind],
          brief: item.kind === 'monday' ? words.brief.monday(item.texts.length) : '',
          quotes: item.texts.slice(0, most).map((text) => inLine(text, listedLetters)),
          texts: item.texts.length > most ? [`${words.more(item.texts.length - most)}.`] : [],
        }
      case 'versions':
        return {
          head: words.versions(item.count),
          brief: words.versions(item.count),
          texts: item.grafted.length > 0 ? [words.grafted(item.grafted)] : [],
        }
    }
  }
  return {
    kind: 'evidence',
    heading: words.heading,
    items: items.filter(isNews).map((item) => {
      const { version, isStale } = item
      const about = version === null ? '' : isStale ? words.stale(version) : words.about(version)
      return { brief: '', rows: [], texts: [], quotes: [], ...saidOf(item), about, isStale }
    }),
  }
}
