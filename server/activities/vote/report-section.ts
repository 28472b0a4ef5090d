import type { Language } from '#shared/board/document.ts'
import { rankOptions } from '#shared/workshop/tally.ts'
import type { BoardSnapshot, SnapshotRound } from '../../board-file/snapshot.ts'
import { abridged } from '../../report/abridged.ts'
import { photoInWords } from '../../report/outline.ts'
import type { RankingRow, ReportBlock, ReportFacts, ReportSection } from '../../board-file/report-section.ts'
import { printableLine } from '../../report/text.ts'
import { wordsOf } from '../../report/words.ts'
import { voteWordsOf } from './report-words.ts'

/** The results of all rounds. The last round comes first: the earlier ones explain it. */
export function voteSection(board: BoardSnapshot, facts: ReportFacts): ReportSection | undefined {
  if (board.rounds.length === 0) return undefined
  return {
    title: voteWordsOf(facts.language).results,
    blocks: board.rounds.toReversed().flatMap((round) => roundBlocks(board, round, facts)),
  }
}

function roundBlocks(
  board: BoardSnapshot,
  round: SnapshotRound,
  { language, zone }: ReportFacts,
): readonly ReportBlock[] {
  const words = voteWordsOf(language)
  const { round: numbered, date } = wordsOf(language)
  const name = numbered(round.number)
  const title = printableLine(round.title)
  const ranked = round.totals ? rankOptions(round.options, round.totals) : []
  const rows = ranked
    .filter((item) => item.total > 0)
    .map(({ option, rank, total, isShortlisted, isInTieBand }): RankingRow => ({
      rank,
      total,
      isShortlisted,
      text: optionText(board, round, option, language),
      amount: words.dots(total),
      tie: isInTieBand ? words.tieMark : null,
    }))
  const remarks: string[] = []
  if (round.totals === null) remarks.push(words.noTotals)
  // Items without a dot are only counted.
  else if (rows.length < ranked.length) remarks.push(words.noDots(ranked.length - rows.length))
  if (rows.some(({ tie }) => tie !== null)) remarks.push(words.tieBand)
  return [
    { kind: 'heading', text: title === '' ? name : `${name} – ${title}` },
    {
      kind: 'facts',
      facts: [
        round.isSecret ? words.secret : words.open,
        words.voted(round.voted, round.eligible),
        ...(round.hands ? [words.hands(round.hands.voters)] : []),
        words.rules(round.budget, round.cap),
        date(round.closedAt, zone),
      ],
    },
    ...(rows.length > 0
      ? [
          {
            kind: 'ranking',
            heads: [words.rankHead, words.itemHead, words.dotsHead],
            shortlisted: words.shortlisted,
            rows,
          } as const,
        ]
      : []),
    ...remarks.map((text) => ({ kind: 'remark', text }) as const),
  ]
}

function optionText(board: BoardSnapshot, round: SnapshotRound, option: string, language: Language): string {
  const words = voteWordsOf(language)
  if (round.target === 'notes') {
    const note = board.notes.find(({ id }) => id === option)
    if (!note) return words.goneOption
    if (note.text.trim() !== '') return abridged(note.text)
    return note.photo ? photoInWords(note.photo, language) : words.emptyNote
  }
  const cluster = board.clusters.find(({ id }) => id === option)
  return cluster ? printableLine(cluster.title) || wordsOf(language).untitledCluster : words.goneOption
}
