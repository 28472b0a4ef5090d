import type { Locator } from 'playwright-core'
import { signMs } from '#shared/workshop/adoption.ts'
import { expect, test } from 'vitest'
import { roundsOf } from '#shared/board/round.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { hashOfText } from '#server/basics/hashes.ts'
import { en, fr } from '#client/activities/consent/words.ts'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import { en as common } from '#client/i18n/words.en.ts'
import { en as stepEn, fr as stepFr } from '#client/activities/consent/in-step.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { leadToConsent, questionOf } from '#tests/support/consent-board.ts'
import { leadBoard } from '#tests/support/led-board.ts'
import { joinByLink } from '#tests/support/people.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { button, type Person } from '#tests/support/person.ts'
import { takePart as saysPart, type Voter } from '#tests/support/socket-voters.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { takePart } from '#tests/support/vote-dialogs.ts'
import { stageFaults } from '#tests/soak/stage-faults.ts'
import { exportedFile } from '#tests/support/exported-file.ts'

/** No-break spaces and marks, as French has them. */
const first = 'Nous rendons aux écoles «\u00A0leur\u00A0» temps.'
const amended = 'Nous rendons aux écoles et aux familles «\u00A0leur\u00A0» temps\u00A0: chaque jour.'

/** Fay answers through her socket, so that everybody has. */
async function agree({ client }: Voter): Promise<void> {
  const open = () => roundsOf(client.doc).find(({ state }) => state === 'open')
  await client.until(() => open() !== undefined)
  const round = open()
  const [option = ''] = round?.options ?? []
  await client.command({ kind: 'answer.set', round: round?.id ?? '', option, answer: 4 })
}

/** Its first line can be read without scrolling. */
async function isInSight(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + 20, top + 10))
  })
}

/** Everything that a page sends from now on: requests, and frames of its sockets. */
async function listenToWire({ page }: Person): Promise<readonly string[]> {
  const sent: string[] = []
  const wire = await page.context().newCDPSession(page)
  wire.on('Network.requestWillBeSent', ({ request }) => sent.push(request.url))
  wire.on('Network.webSocketFrameSent', ({ response }) => sent.push(response.payloadData))
  await wire.send('Network.enable')
  return sent
}

/** As long as the sentences of a day. */
const lived =
  'Nous relions cinq mille inconnus pour qu’ils commencent ensemble, à l’heure dite, et que la ville ne garde de nous que la fête.'

const answer = ({ page }: Person, meaning: string) => page.getByRole('radio', { name: meaning })
const sentence = ({ page }: Person, text: string) => page.locator('blockquote', { hasText: text }).first()

test('an objection is answered, the sentence amended and asked again, and adopted sign for sign', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await leadToConsent(fay, [first])
  const [flora, ana, ben] = await Promise.all([
    joinByLink(stage, board.links.facilitator, { name: 'Flora' }),
    joinByLink(stage, board.links.participant, { name: 'Ana', language: 'fr', device: phoneDevice }),
    joinByLink(stage, board.links.participant, { name: 'Ben' }),
  ])
  await sentence(ana, first).waitFor()
  await ana.page.getByText(fr.waiting).waitFor()
  // Facilitators lead, and answer once they have said so.
  await takePart(flora)
  await saysPart(fay)
  await button(flora, stepEn.ask).click()

  // A 0 counts at once; its reason is sent with its button.
  await answer(ana, `0: ${consentWordsOf('fr').answers[0]}`).check()
  await ana.page.getByLabel(fr.why).fill('On y oublie les familles.')
  await button(ana, fr.sendReason).click()
  await ana.page.getByText(fr.counted).waitFor()
  await answer(ben, `4: ${consentWordsOf('en').answers[4]}`).check()
  await answer(flora, `5: ${consentWordsOf('en').answers[5]}`).check()
  await agree(fay)
  await flora.page.getByText(common.progress.answeredAll).first().waitFor()
  await button(flora, stepEn.close).click()

  // Everybody reads the objection; the facilitator answers it, and amends the sentence.
  await ben.page.getByText('On y oublie les familles.').waitFor()
  await flora.page.getByLabel(en.replyTo).fill('They are named now.')
  await button(flora, en.sendReply).click()
  await ana.page.getByText('They are named now.').waitFor()
  expect(await violationsOf(ana)).toEqual([])
  await button(flora, en.amend).click()
  // A participant writes the amendment; the facilitator keeps it as the new version.
  await expect.poll(() => isInSight(ana.page.getByRole('textbox', { name: fr.amendLabel }))).toBe(true)
  await ana.page.getByRole('textbox', { name: fr.amendLabel }).fill(amended)
  await ben.page.getByRole('textbox', { name: en.amendLabel }).getByText(amended).waitFor()
  await flora.page.getByRole('textbox', { name: en.amendLabel }).getByText(amended).waitFor()
  expect(await violationsOf(ana)).toEqual([])
  await button(flora, stepEn.keep).click()
  await sentence(ana, amended).waitFor()
  await button(flora, stepEn.askAgain).click()
  // The second round marks the words that came in, and the words stay whole.
  await ana.page.locator('ins', { hasText: 'et aux familles' }).waitFor()
  expect(await sentence(ana, 'familles').textContent()).toBe(amended)

  for (const person of [ana, ben, flora])
    await answer(person, `4: ${consentWordsOf(person.language).answers[4]}`).check()
  await agree(fay)
  await flora.page.getByText(common.progress.answeredAll).first().waitFor()
  await button(flora, stepEn.close).click()
  await button(flora, stepEn.adopt).click()
  await ana.page
    .getByText(/Adoptée par consentement le .+ · 4 voix sur 4/)
    .first()
    .waitFor()

  // Ana had scrolled down to her answer: her phone shows the adopted sentence.
  await expect.poll(() => isInSight(sentence(ana, amended))).toBe(true)
  // The head is no longer the question, and each screen has the same closed card: opening it asks nobody.
  for (const { page } of [ana, ben, flora]) await page.locator('.travelled:not([open])').waitFor()
  await ana.page.getByText(stepFr.over.adopted, { exact: true }).first().waitFor()
  const sent = await listenToWire(ana)
  await ana.page.getByText(fr.travelled.title).click()
  await ana.page.getByText(fr.travelled.none).waitFor()
  expect(sent).toEqual([])
  await fay.client.until(() => adoptionsOf(fay.client.doc).length === 1)
  const [adoption] = adoptionsOf(fay.client.doc)
  expect(adoption).toMatchObject({ text: amended, hash: hashOfText(amended), kind: 'consent' })
  for (const person of [ana, ben, flora])
    expect(await sentence(person, 'familles').textContent()).toBe(amended)
  const json = JSON.parse(await exportedFile(stage.server, fay, 'json')) as {
    readonly account: { readonly purpose: unknown }
    readonly adoptions: readonly unknown[]
  }
  expect(json.adoptions).toMatchObject([{ text: amended, hash: hashOfText(amended) }])
  expect(json.account.purpose).toMatchObject({ text: amended, hash: hashOfText(amended) })
  expect(await exportedFile(stage.server, fay, 'markdown')).toContain(amended)
  expect(await violationsOf(flora)).toEqual([])
})

test('the room signs by finger and by key, the sentence completes by itself, and with less motion it simply stands', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await leadToConsent(fay, [first])
  const moving = { reducedMotion: 'no-preference' } as const
  const [ana, ben, cleo] = await Promise.all([
    joinByLink(stage, board.links.participant, { name: 'Ana', device: { ...phoneDevice, ...moving } }),
    joinByLink(stage, board.links.participant, { name: 'Ben', device: moving }),
    joinByLink(stage, board.links.participant, { name: 'Cleo' }),
  ])
  const room = await stage.newPage({ viewport: { width: 1_280, height: 720 }, ...moving })
  await room.goto(board.links.viewer.replace('#', '/projector#'))
  await Promise.all([ana, ben, cleo].map((person) => sentence(person, first).waitFor()))
  await room.locator('.consent-room__sentence').waitFor()
  const { current } = questionOf(fay)
  await fay.client.command({ kind: 'purpose.adopt', version: current ?? '', by: 'sponsor' })

  const voices = /Adopted by the sponsor on/
  const signed = ({ page }: Person) => page.getByText(en.sign.done, { exact: true }).waitFor()
  await Promise.all([
    ana.page
      .getByRole('button', { name: en.sign.place })
      .tap()
      .then(() => signed(ana)),
    ben.page
      .locator('.signing')
      .waitFor()
      .then(() => ben.page.keyboard.press('Space'))
      .then(() => signed(ben)),
    room.locator('.ink-to-come').waitFor(),
    cleo.page.getByText(voices).first().waitFor(),
  ])
  expect(await sentence(ben, first).textContent()).toBe(first)
  // Nobody else signs, and it completes all the same.
  await Promise.all(
    [ana.page, ben.page, room].map((page) =>
      page
        .getByText(voices)
        .first()
        .waitFor({ timeout: timeLimit(2 * signMs) }),
    ),
  )
  expect(await room.locator('.consent-room__sentence').textContent()).toBe(first)
  await ben.page.locator('.travelled').waitFor()
  // Once the page is published, the room has the way to it.
  expect(await room.locator('.consent-room__page').count()).toBe(0)
  const pagePath = `/api/boards/${board.id}/purpose-page/versions`
  expect((await stage.server.ask('POST', pagePath, {}, fay.session.session)).status).toBe(201)
  await room.getByRole('img', { name: en.pocketLabel }).waitFor()
  await expect.poll(() => isInSight(room.locator('.consent-room__page'))).toBe(true)

  // Whoever comes now reads it once.
  const dan = await joinByLink(stage, board.links.participant, { name: 'Dan' })
  await dan.page.getByText(voices).first().waitFor()
  const shown = dan.page.getByText(first, { exact: true }).filter({ visible: true })
  await expect.poll(() => shown.count()).toBe(1)
})

test('on a phone a reason and its button are on the first screen, with at most 40 words before them', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await leadToConsent(fay, [lived])
  const ana = await joinByLink(stage, board.links.participant, {
    name: 'Ana',
    language: 'fr',
    device: { ...phoneDevice, viewport: { width: 375, height: 553 } },
  })
  const { page } = ana
  await fay.client.command({ kind: 'consent.ask', version: questionOf(fay).current ?? '' })
  for (const value of [0, 2] as const) {
    await page.setViewportSize({ width: 375, height: 553 })
    await answer(ana, `${value}: ${consentWordsOf('fr').answers[value]}`).check()
    await page.getByLabel(value === 0 ? fr.why : fr.missing).waitFor()
    for (const [width, height] of [
      [390, 844],
      [375, 553],
      [390, 420],
    ] as const) {
      await page.setViewportSize({ width, height })
      const limits = { leastText: 16, mostWords: 40, hasKeyboard: height === 420 }
      await expect.poll(() => page.evaluate(stageFaults, limits)).toEqual([])
    }
  }
})
