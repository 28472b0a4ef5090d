import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { en as consentEn } from '#client/activities/consent/in-step.ts'
import { en as asideEn, fr as asideFr } from '#shared/activities/aside/words.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { writeMeta } from '#shared/board/document.ts'
import { writeNewAgenda } from '#shared/board/agenda.ts'
import { addNote } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { messages } from '#tests/support/board-parts.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { pressUntilShown } from '#tests/support/played-workshop.ts'
import { Role } from '#shared/workshop/role.ts'

const base = { seconds: 60, writing: 'none' } as const
const written = { from: 'choose/write', take: 'notes', show: 'pour' } as const

const steps: readonly Step[] = [
  {
    ...base,
    id: 'write',
    activity: 'write',
    writing: 'shared',
    prompt: [{ en: 'Write', fr: 'Écrivez' }],
    makes: { kind: 'idea', target: 9 },
    fields: [{ id: 'all', title: { en: 'All', fr: 'Toutes' } }],
  },
  {
    ...base,
    id: 'vote',
    activity: 'vote',
    prompt: [{ en: 'Vote', fr: 'Votez' }],
    target: 'notes',
    scale: 'dots',
    budget: 12,
    cap: 1,
    isSecret: false,
    input: [written],
  },
  {
    ...base,
    id: 'rewrite',
    activity: 'rewrite',
    writing: 'shared',
    prompt: [{ en: 'Rewrite', fr: 'Réécrivez' }],
    input: [{ from: 'choose/vote', take: 'shortlist', show: 'pour' }],
  },
  {
    ...base,
    id: 'aside',
    activity: 'aside',
    prompt: [{ en: 'Which one can wait?', fr: 'Laquelle attend ?' }],
  },
  {
    ...base,
    id: 'duel',
    activity: 'duel',
    prompt: [{ en: 'Which is ours?', fr: 'Laquelle est la nôtre ?' }],
  },
  {
    ...base,
    id: 'consent',
    activity: 'consent',
    prompt: [{ en: 'Can you carry it?', fr: 'La portez-vous ?' }],
  },
]

const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'families',
  title: { en: 'Families', fr: 'Familles' },
  ask: [],
  phases: [{ id: 'choose', title: { en: 'Choose', fr: 'Choisir' }, steps }],
}

/** Nineteen proposals, and one that was built on the first. */
async function openBoard({ server }: Stage): Promise<CreatedBoard> {
  const doc = new Y.Doc()
  writeMeta(doc, { schema: 1, title: 'Families', language: 'en' })
  const add = (index: number, text: string, from: readonly string[] = []) =>
    addNote(doc, {
      id: `n${index}`,
      x: 0,
      y: index * 220,
      author: null,
      created: index,
      text,
      step: 'choose/write',
      field: 'all',
      from,
    })
  for (let index = 0; index < 9; index += 1) add(index, `Proposal ${index + 1}`)
  add(9, 'Proposal 1, and more', ['n0'])
  for (let index = 10; index < 20; index += 1) add(index, `Proposal ${index + 1}`)
  writeNewAgenda(doc, template, {})
  const { status, body } = await server.ask(
    'POST',
    '/api/imports',
    JSON.parse(writeBoardFile(snapshotOf(doc))),
  )
  if (status !== 201) throw new Error(`the board was not made: ${JSON.stringify(body)}`)
  return body as CreatedBoard
}

async function give(person: Person, ...options: readonly string[]): Promise<void> {
  for (const option of options)
    await button(person, sentencePattern(person.words.vote.place, { option })).click()
}

/** Answers by the first radio of this name. The server says that it counts. */
async function answer({ page }: Person, name: RegExp): Promise<void> {
  const radio = page.getByRole('radio', { name }).first()
  await radio.waitFor({ state: 'attached' })
  await radio.press('Space')
  await expect.poll(() => radio.isChecked()).toBe(true)
}

/** The one button, once it says this. */
async function lead({ page }: Person, label: string | RegExp): Promise<void> {
  await page.locator('.agenda-bar__go').filter({ hasText: label }).click()
}

test('of twenty proposals one becomes the purpose, on five screens and the wall: level families are voted on again, one is set aside, two are compared, one is consented to', async () => {
  const stage = await openStage()
  const board = await openBoard(stage)
  const fay = await joinByLink(stage, board.links.facilitator, { name: 'Fay' })
  const ana = await joinByLink(stage, board.links.participant, { name: 'Ana' })
  const ben = await joinByLink(stage, board.links.participant, {
    name: 'Ben',
    language: 'fr',
    device: phoneDevice,
  })
  const [cleo, dan] = await Promise.all(
    ['Cleo', 'Dan'].map((name) => joinByLink(stage, board.links.participant, { name, device: phoneDevice })),
  )
  if (!cleo || !dan) throw new Error('somebody did not come')
  const voters = [ana, ben, cleo, dan]
  const room = await stage.newPage({ viewport: { width: 1_280, height: 720 }, reducedMotion: 'reduce' })
  await room.goto(board.links.viewer.replace('#', '/projector#'))
  const pages = [fay, ...voters].map(({ page }) => page)
  /** It stands on all screens, in the language of each. */
  const standsEverywhere = async (what: RegExp) => {
    for (const page of [...pages, room])
      await page.getByText(what).filter({ visible: true }).first().waitFor()
  }
  const { words } = fay
  await button(fay, sentencePattern(words.agenda.begin, { phase: 'Choose' })).click()
  await button(fay, words.vote.stepBegin).click()

  // What was built on a proposal hangs below it, at a desk and on a phone, each with its fixed number.
  for (const [person, number] of [
    [ana, 'No.\u00A010'],
    [ben, 'n°\u00A010'],
  ] as const)
    await person.page
      .locator('.family', { hasText: 'Proposal 1, and more' })
      .getByText(number, { exact: true })
      .waitFor()
  const onWall = room.locator('.wall__note').filter({ visible: true })
  await onWall.filter({ hasText: 'Proposal 1, and more' }).getByText('No.\u00A010').waitFor()
  await expect.poll(() => onWall.nth(1).innerText()).toContain('Proposal 1, and more')
  await give(ana, ...Array.from({ length: 9 }, (_, index) => `Proposal ${index + 1}`), 'Proposal 1, and more')
  await button(fay, words.vote.stepClose).click()
  await standsEverywhere(/^(?:Too close to call|Trop serré pour trancher)$/u)
  const band = ana.page.locator('[data-part="band"]')
  await expect.poll(() => band.getByRole('listitem').count()).toBe(9)
  expect(await band.getByText('Proposal 1', { exact: true }).count()).toBe(0)
  expect(await band.getByRole('listitem').filter({ hasText: 'Proposal 1, and more' }).innerText()).toContain(
    'No.\u00A010',
  )

  // The one button offers it; an edit of the agenda, it can be taken back.
  const decide = button(fay, 'Decide between nine')
  await decide.click()
  await button(fay, words.vote.stepBegin).waitFor()
  const offered = messages(fay).filter({ hasText: 'A vote between the nine comes next.' })
  await offered.getByRole('button', { name: words.common.undo }).click()
  await decide.click()
  await button(fay, words.vote.stepBegin).click()
  // The prompt of the step: the ballot below it may have the same words.
  const promptOf = ({ page }: Person, name: string) => page.getByRole('heading', { name, level: 2 })
  await promptOf(ana, 'Nine were too close to call: decide between them.').waitFor()
  await promptOf(ben, 'Il reste à en départager neuf.').waitFor()
  await give(ana, 'Proposal 1, and more', 'Proposal 3')
  await give(ben, 'Proposal 3', 'Proposal 4')
  await button(fay, words.vote.stepClose).click()
  await standsEverywhere(/^(?:Three stand out|Trois se détachent)$/u)
  await ana.page.getByText('Your dots: 1').first().waitFor()
  expect(await fay.page.getByText('Your dots: 1').count()).toBe(0)

  await button(fay, 'Rewrite the statements').click()
  const shown = ana.page.getByRole('navigation', { name: 'All sentences' }).getByRole('button')
  await expect.poll(() => shown.count()).toBe(3)

  // One proposes to set a sentence aside, all answer, and the facilitator confirms their word.
  const leadTo = async (step: string) => {
    await pressUntilShown(fay, fay.page.locator(`.agenda-bar[data-step="choose/${step}"]`))
    for (const page of pages) await page.locator(`.agenda-bar[data-step="choose/${step}"]`).waitFor()
  }
  await leadTo('aside')
  await button(cleo, asideEn.propose).first().click()
  const why = cleo.page.getByRole('textbox', { name: asideEn.why })
  await why.fill('A bank would sign it')
  await why.press('Enter')
  await standsEverywhere(/A bank would sign it/u)
  const setAside = new RegExp(`^(?:${asideEn['verdict.aside']}|${asideFr['verdict.aside']})$`, 'u')
  for (const person of voters) await answer(person, setAside)
  await lead(fay, asideEn.show)
  await lead(fay, /^Set sentence/u)
  await standsEverywhere(/· (?:set aside|mise de côté)/u)

  // The two that are left are compared, and the room's first one is asked about.
  await leadTo('duel')
  const won = /won its|gagne son/u
  await Promise.all(
    voters.map(async ({ page }) => {
      const tap = page.locator('.pair').getByRole('radio').first().press('Space')
      // The clock of the pair may end it before the last one of them.
      await Promise.race([tap.catch(() => undefined), page.getByText(won).first().waitFor()])
    }),
  )
  await standsEverywhere(won)
  await leadTo('consent')
  await lead(fay, consentEn.ask)
  for (const person of voters) await answer(person, /^4/u)
  await lead(fay, consentEn.close)
  await lead(fay, consentEn.adopt)
  await standsEverywhere(/Adopted by consent|Adoptée par consentement/u)

  // The account names every narrowing, with its reason.
  const session = { session: await stage.server.join(board, Role.facilitator, 'Eve') }
  const markdown = await exportedFile(stage.server, session, 'markdown', 'en')
  for (const narrowing of [
    'The vote does not separate nine',
    'Run-off: a vote on the nine that were too close to call',
    'A bank would sign it',
    'Copeland',
    'Adopted by consent',
  ])
    expect(markdown).toContain(narrowing)
})
