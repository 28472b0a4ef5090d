import { wordsIn } from '#shared/agenda/fill.ts'
import { adoptionInWords } from '#shared/blocks/adoption.ts'
import type { Reader } from '#shared/blocks/block.ts'
import { overLine, principleWords, readPrinciple } from '#shared/board/principle.ts'
import { formatted, longDate } from '#shared/text/long-date.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import { chosenSide, type SideCounts } from '#shared/workshop/operations.ts'
import type { Account, AccountFacts, ReportActivities } from '../board-file/account.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { evidenceBlocks, tableSection } from './account-sections.ts'
import type { EvidenceHead, EvidencePart, EvidenceSection } from './evidence-file.ts'
import { evidenceParts, tableOf } from './evidence-parts.ts'
import { evidenceWords } from './evidence-words.ts'
import { lineageSection } from './lineage-section.ts'
import { wordsOf } from './words.ts'

/** Things that the board itself does not have. */
export interface EvidenceFacts {
  /** The public key: SPKI, DER, base64. */
  readonly key: string
  /** The name of the server; empty: its host has not set one. */
  readonly server: string
  /** The published versions of the purpose page. */
  readonly published: readonly { readonly number: number; readonly at: number; readonly hash: string }[]
  /** Counts of 0 to 5, as far as they may be told. */
  readonly pulses: readonly { readonly at: number; readonly counts: readonly number[] }[]
  /** The consent of the day, as the pulses were given it. */
  readonly day: { readonly at: number; readonly counts: readonly number[] } | null
  readonly strangers: { readonly sentence: string; readonly found: number; readonly of: number } | null
  /** The published reasons whose authors lend their words to the file. */
  readonly lent: readonly { readonly round: string; readonly index: number }[]
}

/** Of a board alone. */
export const noFacts: EvidenceFacts = {
  key: '',
  server: '',
  published: [],
  pulses: [],
  day: null,
  strangers: null,
  lent: [],
}

type Wanted = Reader & AccountFacts

/** The head and the sections of a board's evidence, in one language. Sections without content are left out. */
export function evidenceOfBoard(
  board: BoardSnapshot,
  facts: EvidenceFacts,
  reader: Wanted,
  activities: ReportActivities,
): { readonly head: EvidenceHead; readonly sections: readonly EvidenceSection[] } {
  const account = activities.accountOf(board, reader)
  const { language, zone } = reader
  const { purpose } = account
  const adopted = purpose && adoptionInWords(purpose, reader)
  const sections = new Sections({ board, account, facts, reader, activities }).all()
  return {
    head: {
      team: printableLine(board.title),
      sentence: purpose ? printable(purpose.text) : '',
      adopted: adopted ? [`${adopted.way} ${adopted.when}`, ...adopted.facts].join(', ') : '',
      language,
      signed: longDate(language, reader.now, zone),
      server: printableLine(facts.server),
      key: facts.key,
    },
    sections,
  }
}

interface Sources {
  readonly board: BoardSnapshot
  readonly account: Account
  readonly facts: EvidenceFacts
  readonly reader: Wanted
  readonly activities: ReportActivities
}

class Sections {
  readonly #sources: Sources
  readonly #words: (typeof evidenceWords)['en']

  constructor(sources: Sources) {
    this.#sources = sources
    this.#words = evidenceWords[sources.reader.language]
  }

  all(): readonly EvidenceSection[] {
    const sections = [
      this.#sentence(),
      this.#origins(),
      this.#steps(this.#words.tests, ['test'], ''),
      this.#steps(this.#words.votes, ['vote', 'duel', 'aside'], this.#words.votesMore),
      this.#consents(),
      this.#objections(),
      this.#agenda(),
      this.#principles(),
      this.#cases(),
      this.#pulses(),
      this.#strangers(),
    ]
    return sections.flatMap((section) => (section && section.parts.length > 0 ? [section] : []))
  }

  #sentence(): EvidenceSection {
    const { board, account, facts, reader } = this.#sources
    const words = this.#words
    const { purpose } = account
    if (!purpose)
      return { title: words.sentence(0), summary: '', parts: [{ kind: 'text', text: words.nothing }] }
    const { way, when, facts: said, reason, digest } = adoptionInWords(purpose, reader)
    const statement = board.versions.find(({ id }) => id === purpose.version)?.statement
    const versions = board.versions.filter((version) => version.statement === statement)
    return {
      title: words.sentence(versions.length),
      summary: words.sentenceMore,
      parts: [
        { kind: 'quote', text: printable(purpose.text), facts: [`${way} ${when}`, ...said] },
        ...(reason === null ? [] : [{ kind: 'text', text: reason } as const]),
        { kind: 'small', text: digest },
        ...(versions.length === 0
          ? []
          : [
              tableOf(
                [words.version, words.kept, words.text, words.digest],
                versions.map(({ number, at, text, hash }) => [String(number), this.#moment(at), text, hash]),
                0,
              ),
            ]),
        ...(facts.published.length === 0
          ? []
          : [
              { kind: 'heading', text: words.published } as const,
              tableOf(
                [words.version, words.kept, words.digest],
                facts.published.map(({ number, at, hash }) => [
                  words.publishedVersion(number),
                  this.#moment(at),
                  hash,
                ]),
                0,
              ),
            ]),
      ],
    }
  }

  #origins(): EvidenceSection | undefined {
    const { board, account, reader } = this.#sources
    const { lineage } = account
    if (!lineage) return undefined
    return {
      title: this.#words.origins,
      summary: this.#words.originsMore(lineage.voices, lineage.proposals.length),
      parts: lineageSection(lineage, board, reader.language).blocks.flatMap(evidenceParts),
    }
  }

  /** The results of all steps of these activities, each under its prompt. */
  #steps(title: string, names: readonly string[], summary: string): EvidenceSection {
    const { board, account, reader, activities } = this.#sources
    const isTests = names.includes('test')
    const steps = (account.agenda?.phases ?? [])
      .flatMap((phase) => phase.steps)
      .filter(({ activity }) => names.includes(activity))
    const parts = steps.flatMap((step): readonly EvidencePart[] => {
      const found = activities.blocksOf(step, board, reader).flatMap(evidenceParts)
      return found.length === 0 ? [] : [{ kind: 'heading', text: this.#promptOf(step) }, ...found]
    })
    const strip =
      isTests && account.purpose ? evidenceBlocks(account.purpose, board, reader).flatMap(evidenceParts) : []
    const rounds = names.includes('vote') && !account.agenda ? this.#loose() : []
    return { title, summary, parts: [...strip, ...parts, ...rounds] }
  }

  /** Votes on a board without an agenda. */
  #loose(): readonly EvidencePart[] {
    const { board, reader, activities } = this.#sources
    return activities
      .sectionsOf(board, reader)
      .flatMap(({ title, blocks }) => [
        { kind: 'heading', text: printableLine(title) } as const,
        ...blocks.flatMap(evidenceParts),
      ])
  }

  #consents(): EvidenceSection {
    const section = this.#steps(this.#words.consents, ['consent', 'carry'], '')
    const bars = section.parts.filter(({ kind }) => kind === 'bars').length
    return { ...section, summary: this.#words.distributions(bars) }
  }

  /** Their number, and the words of those whose authors lend them to the file: without a name, also of those who signed. */
  #objections(): EvidenceSection | undefined {
    const { board, facts } = this.#sources
    const words = this.#words
    const all = board.rounds.flatMap(({ id, reasons = [] }) =>
      reasons.map((reason, index) => ({
        ...reason,
        isLent: facts.lent.some((each) => each.round === id && each.index === index),
      })),
    )
    if (all.length === 0) return undefined
    const lent = all.filter(({ isLent }) => isLent)
    const answered = all.filter(({ reply }) => reply !== undefined).length
    return {
      title: words.objections,
      summary: words.objectionsMore(all.length, lent.length),
      parts: [
        { kind: 'text', text: words.objectionsCount(all.length, answered) },
        ...lent.flatMap(({ text, answer = 0, reply }): readonly EvidencePart[] => [
          { kind: 'quote', text: printable(text), facts: [words.reasonOf(answer)] },
          ...(reply === undefined
            ? []
            : [{ kind: 'text', text: words.replied(printable(reply.text)) } as const]),
        ]),
        ...(lent.length === all.length ? [] : [{ kind: 'small', text: words.objectionsHint } as const]),
      ],
    }
  }

  #agenda(): EvidenceSection | undefined {
    const { account, reader } = this.#sources
    const { agenda } = account
    if (!agenda || agenda.startedAt === null) return undefined
    const phases = agenda.phases.filter(({ startedAt }) => startedAt !== null).length
    return {
      title: this.#words.agenda,
      summary: this.#words.agendaMore(phases, wordsOf(reader.language).agenda.length(agenda.spent)),
      parts: [
        { kind: 'small', text: longDate(reader.language, agenda.startedAt, reader.zone) },
        ...tableSection(agenda, reader).blocks.flatMap(evidenceParts),
      ],
    }
  }

  #principles(): EvidenceSection {
    const { account, reader } = this.#sources
    const { shows, betrays } = principleWords[reader.language]
    return {
      title: this.#words.principles,
      summary: this.#words.principlesMore(account.principles.length),
      parts: account.principles.flatMap((each) => [
        {
          kind: 'quote',
          text: printableLine(
            each.over === '' ? each.choice : `${each.choice} ${overLine(each.over, reader.language)}`,
          ),
          facts: [],
        },
        {
          kind: 'list',
          items: [[shows, each.shows] as const, [betrays, each.betrays] as const].flatMap(([label, text]) =>
            text === '' ? [] : [printableLine(`${label} ${text}`)],
          ),
        },
      ]),
    }
  }

  #cases(): EvidenceSection {
    const { account } = this.#sources
    const words = this.#words
    const { cases } = account.operations
    return {
      title: words.cases,
      summary: words.casesMore(cases.length),
      parts: cases.flatMap((each) => {
        const side = chosenSide(each)
        const shareOf = (counts: SideCounts | null) =>
          counts ? `${counts[side]} / ${counts[0] + counts[1]}` : '–'
        const other = printableLine(each.sides[side === 0 ? 1 : 0])
        return [
          { kind: 'heading', text: printableLine(each.dilemma) },
          {
            kind: 'quote',
            text: printableLine(each.sides[side]),
            facts: [
              ...(other === '' ? [] : [words.andNot(other)]),
              ...(each.principleText === ''
                ? []
                : [words.settledBy(printableLine(readPrinciple(each.principleText).choice))]),
              this.#day(each.at),
              each.before || each.after
                ? words.shares(shareOf(each.before), shareOf(each.after))
                : words.noVote,
            ],
          },
        ]
      }),
    }
  }

  #pulses(): EvidenceSection {
    const { facts } = this.#sources
    const words = this.#words
    const barsOf = (counts: readonly number[]): EvidencePart => ({
      kind: 'bars',
      bars: counts.map((count, answer) => ({ label: String(answer), count })).toReversed(),
    })
    const day: readonly EvidencePart[] = facts.day
      ? [{ kind: 'heading', text: words.day(this.#day(facts.day.at)) }, barsOf(facts.day.counts)]
      : []
    return {
      title: words.pulses,
      summary: words.pulsesMore(facts.pulses.length),
      parts:
        facts.pulses.length === 0
          ? []
          : [
              ...day,
              ...facts.pulses.flatMap(({ at, counts }): readonly EvidencePart[] => [
                {
                  kind: 'heading',
                  text: words.pulse(
                    this.#day(at),
                    counts.reduce((sum, count) => sum + count, 0),
                  ),
                },
                barsOf(counts),
              ]),
            ],
    }
  }

  #strangers(): EvidenceSection | undefined {
    const { strangers } = this.#sources.facts
    if (!strangers) return undefined
    const words = this.#words
    const said = words.recognised(strangers.found, strangers.of)
    return {
      title: words.strangers,
      summary: said,
      parts: [
        { kind: 'quote', text: printable(strangers.sentence), facts: [said] },
        { kind: 'small', text: words.byChance(strangers.of / 4) },
      ],
    }
  }

  #promptOf({ prompt, activity }: NonNullable<Account['agenda']>['phases'][number]['steps'][number]): string {
    const [said] = prompt
    return printableLine(said ? wordsIn(said, this.#sources.reader.language).text : activity)
  }

  #day(at: number): string {
    const { language, zone } = this.#sources.reader
    return longDate(language, at, zone)
  }

  #moment(at: number): string {
    const { language, zone } = this.#sources.reader
    return formatted(language, at, {
      dateStyle: 'long',
      timeStyle: 'short',
      ...(zone !== undefined && { timeZone: zone }),
    })
  }
}
