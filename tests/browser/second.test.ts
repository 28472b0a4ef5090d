import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { Phase, Step, Template } from '#shared/agenda/template.ts'
import { askedIn, figuresIn } from '#shared/asking/asked.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { roundsOf } from '#shared/board/round.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { wordingOf } from '#shared/board/statements.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { moveTo } from '#tests/support/agendas.ts'
import { violationsInBothThemes, violationsOf } from '#tests/support/axe.ts'
import { runCommand } from '#tests/support/board-parts.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { joinByLink } from '#tests/support/people.ts'
import type { Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { pressUntilShown } from '#tests/support/played-workshop.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'
import { factTimeoutMs } from '#tests/support/time-limits.ts'

async function importDay(stage: Stage, query = ''): Promise<CreatedBoard> {
  const doc = livedDay('fr')
  const { body } = await stage.server.ask(
    'POST',
    `/api/imports${query}`,
    JSON.parse(writeBoardFile(snapshotOf(doc))),
  )
  return body as CreatedBoard
}

const picture = async ({ page }: Person, name: string) => {
  const folder = process.env['PICS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}

test('a facilitator goes on with a second workshop from the screen after the day', async () => {
  const stage = await openStage()
  const board = await importDay(stage)
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora', language: 'fr' })
  const { page } = flora
  await page.getByRole('button', { name: /Un deuxième atelier/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Continuer par un deuxième atelier' })
  await dialog.getByText('Aucune personne, aucun prénom.').waitFor()
  await dialog.getByRole('checkbox').last().check()
  expect(await violationsInBothThemes(flora)).toEqual([])
  await picture(flora, 'second-dialog')
  await dialog.getByRole('textbox', { name: 'Nom du nouveau tableau' }).fill('Au quotidien')
  await dialog.getByRole('button', { name: 'Ouvrir le deuxième tableau' }).click()
  await expect.poll(() => page.url()).not.toContain(board.id)
  await page.getByText('Relire à froid').first().waitFor()
  await picture(flora, 'second-board')
})

test('the grid is written at a desk and on a phone, and its empty cells are counted', async () => {
  const stage = await openStage()
  const board = await importDay(stage, '?second=')
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator })
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora', language: 'fr' })
  const bo = await joinByLink(stage, board.links.participant, { name: 'Bo', language: 'fr' })
  const ana = await joinByLink(stage, board.links.participant, {
    name: 'Ana',
    language: 'fr',
    device: phoneDevice,
  })
  await moveTo(fay, 'daily/grid')
  const cells = 4 * notesOf(fay.client.doc).filter(({ kind }) => kind === 'principle').length
  const empties = (count: number) => new RegExp(`${count}\\scases vides sur\\s${cells}`)
  await ana.page.getByText(empties(cells)).waitFor()
  await ana.page.getByRole('textbox', { name: 'Quoi, exactement' }).fill('de raconter nos pannes')
  await ana.page.getByRole('radio', { name: 'Arrêter' }).check()
  await ana.page.getByRole('textbox', { name: 'À quoi le verra-t-on' }).fill('un manager parle en premier')
  expect(await violationsOf(ana)).toEqual([])
  await picture(ana, 'grid-phone')
  await ana.page.getByRole('button', { name: 'Poser' }).click()
  for (const { page } of [ana, bo]) await page.getByText(empties(cells - 1)).waitFor()
  await bo.page
    .getByRole('button', { name: /^Écrire : Management/ })
    .first()
    .press('Enter')
  await bo.page.locator('textarea:focus').waitFor()
  await bo.page.keyboard.type('à remercier pour un non')
  expect(await violationsInBothThemes(bo)).toEqual([])
  await picture(bo, 'grid-desk')
  await bo.page.keyboard.press('Enter')
  await flora.page.getByText(empties(cells - 2)).waitFor()
  const written = () => notesOf(fay.client.doc).filter(({ step }) => step === 'daily/grid')
  await expect
    .poll(() => written().map(({ kind, field }) => [kind, field]))
    .toContainEqual(['begin', 'management'])
  const room = await joinByLink(stage, board.links.viewer, { name: 'Room', language: 'fr' })
  await room.page.setViewportSize({ width: 1_280, height: 720 })
  await room.page.goto(`${room.page.url()}/projector`)
  await room.page.getByText(empties(cells - 2)).waitFor()
  await picture(room, 'grid-room')

  // Words that somebody has begun wait in their cell, and are offered elsewhere.
  const what = ana.page.getByRole('textbox', { name: 'Quoi, exactement' })
  await what.fill('de répondre trop vite')
  await ana.page.getByRole('button', { name: 'Case vide suivante' }).click()
  await expect.poll(() => what.inputValue()).toBe('')
  await ana.page.reload()
  await ana.page.getByRole('heading', { name: 'Vous avez commencé' }).waitFor()
  expect(await violationsOf(ana)).toEqual([])
  await ana.page.getByRole('button', { name: 'de répondre trop vite' }).press('Enter')
  await expect.poll(() => what.inputValue()).toBe('de répondre trop vite')
  await ana.page.getByRole('button', { name: 'Poser' }).click()
  await flora.page.getByText('de répondre trop vite').first().waitFor()

  // A vote that is left open closes by itself, and covers no other step on the screen of the room.
  const promise = { kind: 'note.add', step: 'promise/write', field: 'promises', audience: 'open' } as const
  await moveTo(fay, 'promise/write')
  for (const [at, text] of ['Un nom qui répond', 'Une porte ouverte'].entries())
    expect(
      await fay.client.command({ ...promise, secret: `a-secret-of-the-author-${at}`, text }),
    ).toMatchObject({ ok: true })
  await moveTo(fay, 'promise/vote')
  await room.page.getByText('Une porte ouverte').first().waitFor()
  await moveTo(fay, 'welcome/days')
  await fay.client.until(() => roundsOf(fay.client.doc).at(-1)?.state === 'closed')
  // The title of the phase stands before it for ten seconds.
  await room.page
    .getByText('Le premier jour')
    .first()
    .waitFor({ timeout: 2 * factTimeoutMs })
  expect(await room.page.locator('.projector__outcome').count()).toBe(0)

  // The sentence came adopted: the room is asked again, and the answers stand below those of the day.
  await moveTo(fay, 'who/whole')
  const people = await Promise.all(['Cy', 'Di', 'Ed'].map((name) => joinBoard(stage.server, board, { name })))
  // A press in the moment after another facilitator has led on is not taken.
  const open = flora.page.getByRole('button', { name: 'Ouvrir la question' })
  const isOpen = async () => {
    if (await open.isVisible()) await open.click()
    return ana.page.getByRole('radio', { name: /^4/u }).isVisible()
  }
  await expect.poll(isOpen, { interval: 1_000, timeout: factTimeoutMs }).toBe(true)
  await ana.page.getByRole('radio', { name: /^4/u }).check({ force: true })
  await fay.client.until(() => roundsOf(fay.client.doc).some(({ about }) => about !== undefined))
  const { id: round = '', about: option = '' } = roundsOf(fay.client.doc).at(-1) ?? {}
  for (const { client } of people)
    expect(await client.command({ kind: 'answer.set', round, option, answer: 3 })).toMatchObject({ ok: true })
  await flora.page.getByRole('button', { name: 'Clôturer la question' }).click()
  for (const { page } of [ana, flora, room]) await page.getByText('24 novembre 2026').first().waitFor()
  await ana.page.getByText(/^28\ssur\s29 la portent$/u).waitFor()
  expect(await violationsInBothThemes(ana)).toEqual([])
  expect(await violationsOf(room)).toEqual([])
  await picture(room, 'whole-room')
})

test('a dilemma is chosen in secret, settled by a principle, and chosen again', async () => {
  const stage = await openStage()
  const doc = livedDay('fr')
  const written = addNote(doc, {
    x: 0,
    y: -5_000,
    author: null,
    created: 1,
    kind: 'dilemma',
    text: 'Le direct tombe dix minutes avant le départ.',
    step: 'hard/write',
    field: 'dilemmas',
    blanks: { a: 'Ouvrir à l’heure, sans le direct', b: 'Réparer d’abord' },
  })
  expect(written).not.toBe('')
  const template = builtInTemplate('operations')
  const rewriting: Step = {
    id: 'rewrite',
    activity: 'rewrite',
    prompt: [{ fr: 'Réécrire' }],
    seconds: null,
    writing: 'shared',
  }
  const settling: Template = {
    ...template,
    phases: template.phases.flatMap((phase): readonly Phase[] =>
      // The step that made the adopted sentence.
      phase.id === 'cold'
        ? [{ ...phase, id: 'challenge', steps: [rewriting] }]
        : phase.id === 'hard'
          ? [
              {
                ...phase,
                steps: phase.steps.flatMap((step) =>
                  step.id === 'settle'
                    ? [{ ...step, input: [{ from: 'hard/write', take: 'notes', show: 'pour' } as const] }]
                    : step.id === 'write'
                      ? [step]
                      : [],
                ),
              },
            ]
          : [],
    ),
  }
  const { agenda: _, ...file } = JSON.parse(writeBoardFile(snapshotOf(doc))) as Record<string, unknown>
  const { body } = await stage.server.ask('POST', '/api/imports', file)
  const board = body as CreatedBoard
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator })
  await fay.client.command({ kind: 'agenda.take', template: settling, answers: { team: 'Nous' } })
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora', language: 'fr' })
  const ana = await joinByLink(stage, board.links.participant, {
    name: 'Ana',
    language: 'fr',
    device: phoneDevice,
  })
  const others = await Promise.all(['Bo', 'Cy'].map((name) => joinBoard(stage.server, board, { name })))
  await moveTo(fay, 'hard/settle')
  const asked = () => askedIn(readActivity(fay.client.doc, askedName), 'hard/settle')
  /** The others answer the question that has this place among those of the case. */
  const answer = async (value: string, place: number) => {
    await fay.client.until(() => asked()?.pairs?.at === place)
    const { id = '', pairs = null } = asked() ?? {}
    const at = pairs?.at ?? 0
    const question = `${at}/${String(pairs?.all[at]?.[1])}`
    for (const { client } of others)
      await client.command({ kind: 'answer.write', asked: id, question, value, audience: 'secret' })
  }
  await ana.page.getByRole('heading', { name: 'Avant d’en parler' }).waitFor()
  await ana.page.getByRole('radio', { name: 'Réparer d’abord' }).check({ force: true })
  expect(await violationsOf(ana)).toEqual([])
  await picture(ana, 'settle-phone')
  await answer('a', 0)
  const lead = (name: string) => flora.page.getByRole('button', { name }).first().click()
  const principle = ana.page.getByRole('radio', { name: 'Aucun ne tranche' })
  await pressUntilShown(flora, principle, 'Montrer les réponses, et en parler')
  expect(await violationsInBothThemes(ana)).toEqual([])
  await picture(flora, 'settle-desk')
  await fay.client.until(() => asked()?.pairs?.at === 1)
  const first =
    Object.keys((asked()?.asks['principle'] as { labels?: object } | undefined)?.labels ?? {})[0] ?? ''
  await ana.page.getByRole('radio').first().check()
  await answer(first, 1)
  await lead('Montrer le principe, et choisir de nouveau')
  await ana.page.getByRole('radio', { name: 'Ouvrir à l’heure' }).check({ force: true })
  await answer('a', 2)
  await lead('Montrer ce qui a changé')
  await ana.page.getByText('3 : 0').waitFor()
  await picture(flora, 'settle-look')
  await lead('Montrer tous les cas')
  await ana.page.getByText(/sans cas tranché aujourd’hui/).waitFor()
  expect(await violationsOf(flora)).toEqual([])
  await picture(ana, 'settle-phone-end')

  // Somebody amends the sentence: the case is asked again with the new words.
  const sentence = adoptionsOf(fay.client.doc).at(-1)
  wordingOf(fay.client.doc, sentence?.statement ?? '')?.insert(0, 'Ensemble, ')
  await fay.client.allSaved()
  await runCommand(flora, 'Après la journée')
  await flora.page.getByRole('button', { name: 'Reposer les cas' }).click()
  const again = () => askedIn(readActivity(fay.client.doc, askedName), 'hard/cases')
  await fay.client.until(() => again() !== undefined)
  await ana.page.locator('ins', { hasText: 'Ensemble' }).waitFor()
  expect(await violationsInBothThemes(ana)).toEqual([])
  await picture(ana, 'again-phone')
  await ana.page.getByRole('radio', { name: 'Réparer d’abord' }).check({ force: true })
  const { id: asking = '', things: [thing] = [] } = again() ?? {}
  for (const [index, { client }] of others.entries())
    await client.command({
      kind: 'answer.write',
      asked: asking,
      question: `${thing?.id}/side`,
      value: index === 0 ? 'a' : 'b',
      audience: 'secret',
    })
  await ana.page.getByText('Compté').first().waitFor()
  const room = await joinByLink(stage, board.links.viewer, { name: 'Room', language: 'fr' })
  await room.page.setViewportSize({ width: 1_280, height: 720 })
  await room.page.goto(`${room.page.url()}/projector`)
  await room.page.locator('.asking__things').waitFor()
  await picture(room, 'again-room-open')
  await lead('Montrer les réponses')
  for (const { page } of [ana, flora, room])
    await page.getByText('serait tranché dans l’autre sens').waitFor()
  expect(await violationsOf(flora)).toEqual([])
  await picture(flora, 'again-desk')
  await picture(ana, 'again-phone-end')
  await picture(room, 'again-room')
  expect(JSON.parse(await exportedFile(stage.server, fay, 'json'))).toMatchObject({
    account: { operations: { cases: [{ again: { verdict: 'turned', counts: [1, 3] } }] } },
  })

  // The words are reworked, the cases asked once more; then the words stay, and the room is asked to carry them.
  await flora.page.getByRole('button', { name: 'Garder ces mots' }).waitFor()
  await lead('Retoucher les mots')
  await ana.page.getByText('Quels mots trancheraient ces cas').waitFor()
  await picture(ana, 'rework-phone')
  await picture(flora, 'rework-desk')
  await moveTo(fay, 'hard/cases-2')
  const third = () => askedIn(readActivity(fay.client.doc, askedName), 'hard/cases-2')
  await fay.client.until(() => third() !== undefined)
  const { id: last = '' } = third() ?? {}
  await ana.page.getByRole('radio', { name: 'Ouvrir à l’heure' }).check({ force: true })
  for (const { client } of others)
    await client.command({
      kind: 'answer.write',
      asked: last,
      question: `${thing?.id}/side`,
      value: 'a',
      audience: 'secret',
    })
  await ana.page.getByText('Compté').first().waitFor()
  await fay.client.until(() => figuresIn(readActivity(fay.client.doc, askedName), 'hard/cases-2')?.done === 3)
  const touchUp = flora.page.getByRole('button', { name: 'Retoucher les mots' })
  await pressUntilShown(flora, touchUp, 'Montrer les réponses')
  await picture(flora, 'kept-desk')
  await lead('Garder ces mots')
  await ana.page.getByText('vous porter la phrase avec ces mots').waitFor()
  await flora.page.getByText('Ensemble, ').first().waitFor()
  await picture(flora, 'consent-desk')
})
