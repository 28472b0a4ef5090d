import * as Y from 'yjs'
import { writeDecidedWords } from '#shared/board/decided-words.ts'
import { adopt, writeReply } from '#shared/board/adoptions.ts'
import { writeActivity } from '#shared/board/activities.ts'
import { writeProgress } from '#shared/board/progress.ts'
import { writeTables, writeTableState } from '#shared/board/tables.ts'
import { placeAreas } from '#shared/board/area.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { writeMeta } from '#shared/board/document.ts'
import { addNote, placeNote, tints, writeBlank, markLateNotes } from '#shared/board/note.ts'
import { setLocked, writeRights } from '#shared/board/rights.ts'
import { writeRound } from '#shared/board/round.ts'
import { writeSignature, writeDeletedNoteAuthors } from '#shared/board/signatures.ts'
import { writeComment } from '#shared/board/comments.ts'
import { addGraft } from '#shared/board/grafts.ts'
import { writeFirstCards } from '#shared/board/kept-photos.ts'
import { addStatement, wordingOf } from '#shared/board/statements.ts'
import { placeIn } from '#shared/board/text-place.ts'
import { addVersion, type Version } from '#shared/board/versions.ts'
import { hashOfText } from '#server/basics/hashes.ts'
import { replyKey } from '#shared/workshop/adoption.ts'
import type { Round } from '#shared/workshop/round.ts'
import { shortBrainstorm } from './agendas.ts'
import { liveAgenda } from './lived-agenda.ts'

/** One text of every script that a board must print, and a phrase of it that a reader may search for. */
export const scriptSamples = {
  french: 'Où qu’il vive, chaque élève — dès Noël — garçon ou fille, œuvre à « coder ».',
  emoji: 'Fini 😀 et 👩‍🚀 avec ❤️ 🇫🇷 1️⃣',
  arabic: 'مرحبا بالعالم، نحن نعمل من أجل هدف واحد',
  hebrew: 'שלום עולם, אנחנו עובדים יחד',
  chinese: '我们的目标是让每个人都能安全地使用技术',
  japanese: '私たちの目的は、すべての人が安心すること',
  longWord: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  korean: '우리의 목적은 모두의 시간을 아끼는 것입니다',
  thai: 'เราช่วยให้เพื่อนร่วมงานประหยัดเวลา',
  hindi: 'हम सबका समय बचाते हैं।',
} as const

/** Texts that people may type by malice or accident. */
export const hostileTexts = [
  'lone \uD800 surrogate \uDFFF',
  'controls \u0000\u0001\u0007\u001B[31m\u007F\u0085 end',
  '\u202Eoverride \u2066isolate without end',
  '#panic("typst") #import "x" $x^2$ `raw` *bold* _it_ @ref <label> \\ // comment',
  '#{ while true {} } #eval("1")',
  '<script>alert(1)</script> & < > " \'',
  '\uFFFE\uFFFF\u{10FFFF}\u{E0001} \uFEFF',
  'a'.repeat(5_000),
  '\n'.repeat(400),
  'z̸̢̛͓͇̣͎͈͔̲̰͕̣̝̺̲̺͉͇͈̮̰͓̖͈̝̗̱̼̩̃̽̽̐̈́͐̅a̴l̵g̶o̷',
  '   ',
  '🏳️‍🌈'.repeat(100),
]

/** Ten signs at which the compiler of PDF ends its process. */
export const hostileMarks = 'ג\u20D4'.repeat(5)

/** Strings that stand for what must not leave the server; the sample board has all of them in it. */
export const secrets = {
  author: 'author-Zq81',
  voter: 'voter-Kp27',
  voterName: 'Bérengère-Ballot',
  runningRound: 'Running-round-title',
  deletedAuthor: 'deleted-author-Wd56',
  deletedSigner: 'Deleted-signer-Hs40',
  activity: 'activity-state-Vn39',
  leader: 'leader-of-agenda-Xb62',
} as const

/** The name under one of its notes. */
export const signer = 'Zoé Signer'

/**
 * A board with every script, clusters, limits, locks and three rounds:
 * a secret one, an open one with named ballots, and a running one.
 */
export function sampleBoard(extra: readonly string[] = []): Y.Doc {
  const doc = new Y.Doc()
  writeMeta(doc, { schema: 1, title: 'Notre raison d’être 🎯', language: 'fr' })
  const texts = [...Object.values(scriptSamples), ...extra]
  const ids = texts.map((text, index) =>
    addNote(doc, {
      text: text.toWellFormed(),
      author: secrets.author,
      created: 1_700_000_000_000 + index,
      x: (index % 4) * 220,
      y: Math.floor(index / 4) * 260,
      tint: tints[index % tints.length] ?? 'sun',
    }),
  )
  const [area = ''] = placeAreas(doc, 'ideas', {
    id: 'write',
    fields: [{ id: 'all', title: { en: 'Ideas', fr: 'Idées « A »' } }],
  })
  const [, , third = ''] = ids
  placeNote(doc, third, { area })
  writeBlank(doc, third, 'owner', 'Équipe Clarté')
  const first = addCluster(doc, ids.slice(0, 2), { title: 'Clarté « A »', tint: 'sky' })
  const second = addCluster(doc, ids.slice(4, 6), { title: '透明性', tint: 'rose', isCollapsed: true })
  writeRights(doc, { participantsMove: 'own', participantsCluster: false })
  setLocked(doc, [second, ...ids.slice(2, 4)], true)
  writeRound(
    doc,
    round({ id: 'r1', number: 1, title: 'Les plus fortes', options: ids.slice(0, 3), totals: totals(ids) }),
  )
  writeRound(
    doc,
    round({
      id: 'r2',
      number: 2,
      title: '',
      target: 'clusters',
      options: [first, 'gone'],
      isSecret: false,
      totals: { [first]: 4, gone: 1 },
      ballots: [{ participant: secrets.voter, name: secrets.voterName, dots: { [first]: 4 } }],
    }),
  )
  writeRound(
    doc,
    round({
      id: 'r3',
      number: 3,
      title: secrets.runningRound,
      options: ids,
      state: 'open',
      closedAt: null,
      totals: null,
    }),
  )
  writeSignature(doc, ids[0] ?? '', signer)
  writeSignature(doc, 'deleted', secrets.deletedSigner)
  writeDeletedNoteAuthors(doc, new Map([['deleted', secrets.deletedAuthor]]))
  writeActivity(doc, 'choice', { kept: secrets.activity })
  writeTables(doc, 'ideas', [[secrets.voter]])
  writeTableState(doc, 'ideas/write', 2, { handed: [ids[0] ?? '', 'gone'] })
  writeProgress(doc, 'r3', { done: 2, of: 3 })
  addStatement(doc, {
    id: 's1',
    step: 'challenge/rewrite',
    number: 1,
    from: ids.slice(0, 1),
    at: 1_700_000_100_000,
    text: 'Nous rendons le temps à ceux qui soignent.',
  })
  addVersion(doc, version('v1', 's1', 'Nous rendons du temps.', []))
  addVersion(doc, version('v2', 's1', 'Nous rendons du temps à ceux qui soignent.', ['v1']))
  addGraft(doc, 'g1', { statement: 's1', from: 'v1', text: 'du temps' }, 0)
  const wording = wordingOf(doc, 's1')
  if (wording)
    writeComment(doc, {
      id: 'c1',
      statement: 's1',
      ...placeIn(wording, { start: 12, end: 19 }),
      quote: 'rendons',
      text: 'Est-ce à nous ?',
      at: 1_700_000_200_000,
      isDone: false,
    })
  writeFirstCards(doc, new Map([['p'.repeat(43), third]]))
  writeReply(doc, replyKey('r1', 0), { text: 'Le mot est changé.', at: 1_700_000_400_000 })
  return doc
}

/** The sample board with an agenda that was lived to its end: a board with an entry in every root. */
export function fullBoard(extra: readonly string[] = []): Y.Doc {
  const doc = sampleBoard(extra)
  const dissolved = {
    number: 2,
    target: 'clusters',
    options: ['gone'],
    texts: { gone: 'Un groupe dissous' },
  } as const
  writeDecidedWords(doc, dissolved)
  markLateNotes(doc, ['deleted'])
  const plan = { template: shortBrainstorm, answers: { question: 'Pourquoi ?' }, by: secrets.leader }
  liveAgenda(doc, plan, [
    [0, { to: 'write/ideas' }],
    [60, 30],
    [90, { to: 'write/reveal', wrote: { done: 3, of: 4 } }],
    [20, { to: 'group/group' }],
    [50, 'pause'],
    [10, 'resume'],
    [5, { to: 'end' }],
  ])
  const text = 'Nous rendons du temps à ceux qui soignent.'
  adopt(
    doc,
    {
      id: 'a1',
      number: 1,
      version: 'v2',
      statement: 's1',
      text,
      hash: hashOfText(text),
      language: 'fr',
      at: 1_700_000_500_000,
      kind: 'override',
      round: null,
      voices: { answered: 0, entitled: 0 },
      reason: 'Tous d’accord de vive voix.',
    },
    secrets.leader,
  )
  return doc
}

function version(id: string, statement: string, text: string, parents: readonly string[]): Version {
  const number = parents.length + 1
  return { id, statement, number, text, at: 1_700_000_100_000 + number, hash: hashOfText(text), parents }
}

export function sampleUpdate(extra: readonly string[] = []): Uint8Array {
  return Y.encodeStateAsUpdate(sampleBoard(extra))
}

/** A board of so many notes, and a vote on agreement in which four people have answered to each. */
export function scoredBoard(notes: number): Y.Doc {
  const doc = new Y.Doc()
  const options = Array.from({ length: notes }, (_, index) =>
    addNote(doc, {
      author: null,
      created: 0,
      x: 220 * index,
      y: 0,
      text: `Something that is needed, ${index}`,
    }),
  )
  const ofEach = <T>(value: T) => Object.fromEntries(options.map((id) => [id, value]))
  const answered = { totals: ofEach(16), scores: ofEach([0, 0, 0, 1, 2, 1]) }
  writeRound(doc, round({ method: 'agreement', options, ...answered }))
  return doc
}

function totals(ids: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(ids.slice(0, 3).map((id, index) => [id, [7, 3, 0][index] ?? 0]))
}

/** A closed secret round on notes unless said otherwise. */
export function round(facts: Partial<Round>): Round {
  return {
    id: 'r',
    number: 1,
    title: '',
    target: 'notes',
    options: [],
    budget: 3,
    cap: 2,
    isSecret: true,
    deadline: null,
    state: 'closed',
    openedAt: 1_700_000_000_000,
    closedAt: 1_700_000_060_000,
    voted: 4,
    eligible: 5,
    totals: {},
    ballots: null,
    previous: null,
    ...facts,
  }
}
