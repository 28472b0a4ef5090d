import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { fr as consentFr } from '#client/activities/consent/step-words.fr.ts'
import { fr as testFr } from '#client/activities/test/step-words.fr.ts'
import { consentIn } from '#client/activities/consent/consent-view.ts'
import { testIn } from '#client/activities/test/in-step.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { roundIn } from '#shared/activities/turns/turn-round.ts'
import { stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import type { BoardFile } from '#server/board-file/board-file.ts'
import { readBuiltIn } from '#server/templates/built-in.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import type { PublishedPage } from '#shared/wire/purpose-page.ts'
import { violationsWhereScrolled } from '#tests/support/axe.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import type { GhostCrowd } from '#tests/support/ghost-people.ts'
import { answerObjections, giveTheFloor, settle } from '#tests/support/ghost-workshop.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { leadOn, openCrowd, openModelAt, pressUntil, sessionAt } from '#tests/support/played-workshop.ts'
import { newDataDir, spawnServer } from '#tests/support/server.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { until } from '#tests/support/until.ts'

const template = readBuiltIn().find(({ id }) => id === 'purpose-day')
if (!template) throw new Error('the purpose day is built in')

test(
  'nine people play the purpose day in French, from the preparation to the end, through killed servers',
  async () => {
    const stage = await openStage(await spawnServer({ dataDir: await newDataDir() }))
    const board = await openDay(stage)
    const { facilitator, participant } = board.links
    const ana = await joinByLink(stage, participant, { name: 'Ana', language: 'fr', device: phoneDevice })
    await prepare(ana)
    let { server } = stage
    const kill = async () => {
      await server.end('SIGKILL')
      server = await stage.restartServer()
    }
    // Two days later.
    await kill()
    const flora = await joinByLink(stage, facilitator, { name: 'Flora', language: 'fr' })
    const gil = await openModelAt(stage, facilitator, 'Gil')
    const crowd = await openCrowd(stage, participant, 6)
    await until(() => gil.agenda.get() !== null && gil.saving.get() === 'saved')

    const together = stepsOf(template).filter(({ step }) => step.pace !== 'own')
    const seen = new Set<string>()
    for (const placed of together) {
      const { path, step } = placed
      await leadOn(flora, gil, path)
      if (step.activity === 'consent') await openConsent(flora, gil, path)
      const stop = step.activity === 'turns' ? giveTheFloor(gil, crowd, path) : undefined
      await played(path, crowd)
      if (stop) await until(() => isRoundOver(gil, path))
      stop?.()
      await acts[step.activity]?.(ana)
      if (step.activity === 'test' && step.kind === 'swap') await judge(ana)
      // One look at each kind of step; the same screens come again.
      if (!seen.has(step.activity)) expect(await violationsWhereScrolled(ana), path).toEqual([])
      seen.add(step.activity)
      if (killedIn.has(path)) await kill()
      await finish(placed, { flora, ana, gil })
    }
    await leadOn(flora, gil, 'end')

    // Everything that was said together is in the files, and nothing that was kept.
    const session = await sessionAt(stage, facilitator, 'Gil')
    const markdown = await exportedFile(server, { session }, 'markdown')
    const json = await exportedFile(server, { session }, 'json')
    for (const file of [markdown, json]) expect(file).not.toContain(kept)
    const said = [...gil.scene.notes.values(), ...gil.scene.clusters.values()].map((thing) =>
      'text' in thing ? thing.text : thing.title,
    )
    expect(said).toContain(shared)
    // What was adopted stands letter by letter on the board, in the files and on the page.
    const [adopted] = gil.adoptions.get()
    const { adoptions, versions } = JSON.parse(json) as BoardFile
    expect(adoptions?.map(({ text }) => text)).toEqual([adopted?.text])
    expect(versions?.find(({ id }) => id === adopted?.version)?.text).toBe(adopted?.text)
    const published = await server.ask(
      'POST',
      `/api/boards/${board.id}/purpose-page/versions`,
      {},
      session.session,
    )
    const page = await (await fetch((published.body as PublishedPage).address)).text()
    for (const file of [markdown, page]) expect(plain(file)).toContain(plain(adopted?.text ?? ''))
    for (const words of said) {
      expect(json).toContain(JSON.stringify(words).slice(1, -1))
      expect(plain(markdown)).toContain(plain(words))
    }
  },
  timeLimit(240_000),
)

/** A vote, a pass, a reveal, the test of names, and the consent. */
const killedIn = new Set(['ecosystem/agree', 'why/pass-1', 'why/show', 'challenge/swap', 'decide/consent'])

/** Letters and figures alone: files set spaces and signs in their own way. */
function plain(words: string): string {
  return words.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

async function openDay({ server }: Stage): Promise<CreatedBoard> {
  const answers = Object.fromEntries(
    (template?.ask ?? []).flatMap(({ id, kind, isOptional }) =>
      isOptional === true && id !== 'others'
        ? []
        : [[id, id === 'others' ? 'La Poste, la MAIF, Décathlon' : kind === 'text' ? 'Accueil' : 5]],
    ),
  )
  const { status, body } = await server.ask('POST', '/api/boards', {
    title: 'Notre raison d’être',
    language: 'fr',
    agenda: { template, answers },
  })
  if (status !== 201) throw new Error(`the board was not made: ${JSON.stringify(body)}`)
  return body as CreatedBoard
}

const shared = 'Une personne qui retrouve son chemin'
const kept = 'Un mot que je garde pour moi'

/** Answers on a phone: one that the group may read, one that nobody will. */
async function prepare({ page, words }: Person): Promise<void> {
  const questions = page.locator('.form-question')
  await questions.nth(0).getByRole('textbox').fill(shared)
  await questions.nth(0).getByLabel(words.form.share).check()
  await questions.nth(1).getByRole('textbox').fill(kept)
  await page.getByText(words.form.keeping.saved).waitFor()
}

/** What Ana does on her phone in a step of this activity. */
const acts: Readonly<Record<string, (ana: Person) => Promise<void>>> = {
  write: (ana) => writeOne(ana, 'Que personne n’attende sans savoir pourquoi'),
  map: (ana) => writeOne(ana, 'Les familles'),
  turns: (ana) => writeOne(ana, 'ensemble'),
  consent: async ({ page }) => choose(page.locator('.task-list').getByRole('radio', { name: /^4/u })),
  vote: async ({ page, words }) => {
    const dots = page.getByRole('button', { name: sentencePattern(words.vote.place) })
    // Agreement; or points, where eight people or fewer are connected when the vote opens.
    const rating = page.getByRole('radio', { name: /^3/u })
    await dots.or(rating).first().waitFor()
    if (await dots.first().isVisible()) await dots.first().press('Enter')
    else await rating.first().check({ force: true })
  },
  read: async (ana) => button(ana, ana.words.agenda.done).click(),
}

/** One other name could not sign the sentence. */
async function judge({ page }: Person): Promise<void> {
  await choose(page.locator('.task-list').getByRole('radio', { name: 'Non', exact: true }).first())
}

/** The server says which answer is one's own. */
async function choose(answer: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await answer.press('Space')
      return answer.isChecked()
    })
    .toBe(true)
}

async function writeOne({ page }: Person, text: string): Promise<void> {
  const field = page.locator('.task-list form').getByRole('textbox').last()
  await field.fill(text)
  await field.press('Enter')
}

function isRoundOver(model: BoardModel, path: string): boolean {
  const { now, next } = roundIn(model.activity('turns').get(), path)
  return now === null && next === null
}

/** A step at which people get stuck fails by its name. */
async function played(path: string, crowd: GhostCrowd): Promise<void> {
  const limit = timeLimit(30_000)
  let timer: ReturnType<typeof setTimeout> | undefined
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the people are not done with ${path}`)), limit)
  })
  await Promise.race([crowd.play(), stuck]).finally(() => clearTimeout(timer))
}

/** The one button closes a vote, or a sentence’s test. */
const closing = /^Cl(?:ôturer|ore)/u

/** The question about the sentence is asked by the one button. */
async function openConsent(flora: Person, gil: BoardModel, path: string): Promise<void> {
  await until(() => consentIn(gil, path).get().current !== null)
  await pressUntil(flora, () => consentIn(gil, path).get().open !== undefined, consentFr.ask)
}

/** What comes before people go on: votes are closed, answers shown, the sentence adopted, principles settled. */
async function finish(
  { path, step }: PlacedStep,
  { flora, ana, gil }: { readonly flora: Person; readonly ana: Person; readonly gil: BoardModel },
): Promise<void> {
  const { voting, writing, adoptions } = gil
  const isAnyOpen = () =>
    [...voting.rounds.get(), ...voting.texts.get()].some(({ state }) => state === 'open')
  if (step.activity === 'consent') {
    await answerObjections(gil, path, 7)
    await pressUntil(flora, () => adoptions.get().length === 1, consentFr.adopt)
  } else if (isAnyOpen()) await pressUntil(flora, () => !isAnyOpen(), closing)
  if (step.activity === 'test' && step.kind === 'swap') {
    while (testIn(gil, path).get().next) {
      await pressUntil(flora, isAnyOpen, /suivant/u)
      await judge(ana)
      await until(() => voting.texts.get().find(({ state }) => state === 'open')?.voted === 1)
      await pressUntil(flora, () => !isAnyOpen(), closing)
    }
  }
  if (step.activity === 'test' && step.kind !== 'swap')
    await pressUntil(flora, () => writing.get().mode !== 'private', testFr.reveal)
  if (step.activity === 'principles' && step.does === 'settle') await settle(gil, path)
}
