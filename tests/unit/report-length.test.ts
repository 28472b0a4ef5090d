import { encodeStateAsUpdate, type Doc } from 'yjs'
import { expect, test } from 'vitest'
import { declarations } from '#shared/activities/declared.ts'
import { drawPairs } from '#shared/activities/duel/activity.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { itemsOf, type Pairs, type Thing, type Value } from '#shared/asking/ask.ts'
import { proposedItem } from '#shared/asking/asked.ts'
import { countedColumn } from '#shared/asking/outcome.ts'
import { writeActivityItem, type Json, askedName } from '#shared/board/activities.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { logAside } from '#shared/board/aside.ts'
import { addNote } from '#shared/board/note.ts'
import { statementsOf } from '#shared/board/statements.ts'
import { versionsOf } from '#shared/board/versions.ts'
import { capital } from '#shared/text/letters.ts'
import { agendaStart } from '#tests/support/lived-agenda.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { dayWords } from '#tests/support/lived-day-words.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { renderFile } from '#tests/support/render-file.ts'

const opposites = [
  'Demander à ceux qui soignent tout le temps qu’il faut pour que nos outils soient bien remplis.',
  'Faire raconter chaque histoire autant de fois qu’il y a de services : on apprend en répétant.',
  'Équiper d’abord les bureaux, où les données se vérifient à tête reposée.',
  'Rendre du temps à l’administration, pour que le soin soit mieux compté.',
]
const mondays = [
  'Nous n’aurions pas ouvert le formulaire de sortie avec ses quarante-deux champs obligatoires.',
  'Le remplacement des écrans du troisième serait passé avant celui des salles de réunion.',
  'Nous aurions refusé la deuxième messagerie, même gratuite.',
]

/** What people answer to the questions of a step about all sentences, one list for each item in turn. */
function answerAll(doc: Doc, path: string, given: readonly (readonly Value[])[]): void {
  const template = readAgenda(doc)?.template
  const activity = (template && findStep(template, path)?.step.activity) ?? ''
  const declared = declarations[activity]
  if (!declared) throw new Error(`${path} asks nothing`)
  const { ask: asks, audience, fewest } = declared
  const things: readonly Thing[] = statementsOf(doc).map(({ id, number, text }) => ({
    id,
    text,
    label: String(number),
  }))
  const pairs: Pairs | null = declared.pairs ? { all: drawPairs(things.length, () => 0), at: 0 } : null
  const all = pairs
    ? pairs.all.flatMap((_, at) => itemsOf({ asks, things, pairs: { ...pairs, at } }))
    : itemsOf({ asks, things, pairs })
  const columns = all.map(({ item, ask }, place) => {
    const answers = (given[place % given.length] ?? []).map((value) => ({ value, name: null }))
    return [item, countedColumn(ask, answers, { audience, fewest }, (items) => items)]
  })
  const last = pairs && { ...pairs, at: pairs.all.length - 1 }
  const shown = { at: agendaStart, voted: 9, of: 9, columns: Object.fromEntries(columns) }
  const asked = { id: activity, turn: 1, audience, asks, things, pairs: last, shown }
  writeActivityItem(doc, askedName, path, asked as unknown as Json)
  const why = 'Une autre direction la dirait aussi.'
  if (!declared.isOnProposal) return
  const proposed = Object.fromEntries(things.slice(1).map(({ id }) => [id, [why]]))
  writeActivityItem(doc, askedName, proposedItem(path), { asked: activity, things: proposed })
  const entry = { isAside: true, by: path, asked: activity, at: agendaStart, reasons: [why] }
  logAside(doc, things.at(-1)?.id ?? '', entry)
}

const named = [
  'Les infirmières de nuit, et ceux qui les relèvent.',
  'La régulation',
  'Les remplaçants du samedi',
]

/** A day of so many people: each of them has tested one of its sentences in words, and has taken part in all questions. */
function dayOf(people: number): Doc {
  const doc = livedDay('fr')
  const sentences = statementsOf(doc).flatMap(({ id }) => versionsOf(doc, id).at(-1) ?? [])
  const write = (step: string, texts: readonly string[]): void => {
    for (let place = 0; place < people; place += 1) {
      const about = sentences[place % sentences.length]?.id ?? ''
      addNote(doc, {
        id: `${step.replace('/', '-')}-${place}`,
        x: 0,
        y: 0,
        author: null,
        created: agendaStart + place,
        text: `${texts[place % texts.length]} (${place + 1})`,
        area: null,
        step,
        field: about,
        from: [about],
      })
    }
  }
  write('challenge/opposite', opposites)
  write('challenge/who', named)
  write('challenge/monday', mondays)
  const aside: readonly Value[] = [
    'aside',
    'aside',
    'keep',
    'aside',
    'any',
    'aside',
    'keep',
    'aside',
    'aside',
  ]
  answerAll(doc, 'challenge/aside', [aside])
  answerAll(doc, 'challenge/aside-2', [aside.toReversed()])
  answerAll(doc, 'decide/duel', [
    ['left', 'left', 'right', 'left', 'left', 'right'],
    ['right', 'right', 'left', 'right', 'right'],
  ])
  return doc
}

test.for([4, 9])(
  'the report of a day of %i people has twelve pages at most, each thing once',
  async (people) => {
    const pdf = await renderFile({
      kind: 'export',
      update: encodeStateAsUpdate(dayOf(people)),
      paper: 'one',
      format: 'report',
      language: 'fr',
      zone: 'UTC',
      participants: people,
      now: agendaStart + 40_000_000,
    })
    const { pages } = await readPdf(pdf)
    expect(pages.length).toBeLessThanOrEqual(12)
    const all = tight(pages.join(' '))
    const [front = ''] = pages.map(tight)
    const words = dayWords.fr
    const countOf = (text: string) => all.split(tight(text)).length - 1
    // The first page has the sentence and what one takes home.
    for (const part of ['73 % de « Non »', 'Prochain atelier', ...words.commitments.map(([text]) => text)])
      expect(front).toContain(tight(part))
    // A principle stands there and on its card, which has its signs.
    for (const [choice, , ...signs] of words.principles) {
      expect(front).toContain(tight(capital(choice)))
      expect([choice, ...signs.map(countOf)]).toEqual([choice, 1, 1])
    }
    for (const [, need] of words.needs) expect([need, countOf(need)]).toEqual([need, 1])
    expect(countOf('Empreinte du texte')).toBe(1)
    // How it came about: what was set aside with its reason, and the duel with its rule.
    for (const part of ['mise de côté', 'Une autre direction la dirait aussi.', 'Copeland'])
      expect(all).toContain(tight(part))
  },
)

/** Lines of a page break anywhere, and one kind of space stands for another. */
function tight(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\u200B]+/g, '')
}
