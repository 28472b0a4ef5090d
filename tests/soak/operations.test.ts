import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { consentIn } from '#client/activities/consent/consent-view.ts'
import { en as consentEn, fr as consentFr } from '#client/activities/consent/in-step.ts'
import { en as phraseEn, fr as phraseFr } from '#client/activities/rewrite/phrase-words.ts'
import { namesField, namesFor, testIn, en as testEn, fr as testFr } from '#client/activities/test/in-step.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { en as afterEn, fr as afterFr } from '#client/panels/after/words.ts'
import { writeBoardFile, type BoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { areEnough } from '#shared/activities/test/names.ts'
import { declarations } from '#shared/activities/declared.ts'
import { stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import { askedIn, isShown } from '#shared/asking/asked.ts'
import { askedName } from '#shared/board/activities.ts'
import type { Language } from '#shared/board/document.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { violationsInBothThemes, violationsWhereScrolled } from '#tests/support/axe.ts'
import { dialogOf } from '#tests/support/board-parts.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import type { GhostCrowd } from '#tests/support/ghost-people.ts'
import { untilAllBegan, untilAsked } from '#tests/support/ghost-workshop.ts'
import { chooseByKey, joinByKeys, pressByKey, reach, typeByKey } from '#tests/support/keyboard.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import type { Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { plainPhoto } from '#tests/support/photo-uploads.ts'
import { decideBands, leadOn, openCrowd, openModelAt, pressUntil } from '#tests/support/played-workshop.ts'
import { timeLimit } from '#tests/support/time-limits.ts'
import { until } from '#tests/support/until.ts'

/** A facilitator at a desk, a participant with a phone, and a model that looks on. */
interface People {
  readonly flora: Person
  readonly ana: Person
  readonly gil: BoardModel
}

const template = builtInTemplate('operations')
/** The second workshop begins with the sentence of the day. */
const begins = 'cold/remarks'

/** Words of Ana’s, which everybody reads in the end. */
const mine = {
  comment: 'Which word is still true after a year?',
  promise: 'A name that answers',
  practice: 'to thank whoever says no',
  dilemma: 'The supplier is late, and so are we.',
  welcome: 'A colleague waits at the door',
  story: 'The screen at gate three stayed dark.',
  commitment: 'Call the town hall',
}

const closing = /^(?:Cl[oô]|Close)/u

test.each(['fr', 'en'] as const)(
  'the second workshop is led and played by keyboard alone, on a desk and on a phone, in %s',
  async (language) => {
    const stage = await openStage()
    const { facilitator, participant } = await openSecond(stage, language)
    const ana = await joinByKeys(stage, participant, { name: 'Ana', language, device: phoneDevice })
    const flora = await joinByKeys(stage, facilitator, { name: 'Flora', language })
    const gil = await openModelAt(stage, facilitator, 'Gil')
    const crowd = await openCrowd(stage, participant, 5, { readingMs: 0 })
    await until(() => gil.agenda.get() !== null && gil.saving.get() === 'saved')
    const all = stepsOf(template)
    const people = { flora, ana, gil }
    for (const placed of all.slice(all.findIndex(({ path }) => path === begins))) {
      const { path, step } = placed
      await leadOn(flora, gil, path, pressByKey)
      if (step.activity === 'test') await giveNames(people, placed)
      if (step.activity === 'consent') await openConsent(people, placed)
      await untilAsked(gil, placed)
      await untilAllBegan(crowd, gil, placed)
      await ana.page.locator(`.agenda-bar[data-step="${path}"]`).waitFor()
      if (step.activity === 'settle') await settle(people, placed, crowd)
      else {
        await crowd.play()
        await (acts[path] ?? acts[step.activity])?.(ana, gil)
      }
      for (const person of [ana, flora])
        expect(await violationsWhereScrolled(person, violationsInBothThemes), path).toEqual([])
      await finish(people, placed)
      if (step.activity === 'vote')
        await decideBands({ flora, gil, crowd }, path, {
          decide: /^(?:Départager|Decide)/u,
          close: closing,
          press: pressByKey,
        })
    }
    await leadOn(flora, gil, 'end', pressByKey)

    const session = await stage.server.enter(facilitator, 'Gil')
    const file = JSON.parse(await exportedFile(stage.server, { session }, 'json')) as BoardFile
    const {
      promises = [],
      practices = [],
      cases = [],
      welcome = [],
      stories = [],
    } = file.account?.operations ?? {}
    expect(promises.map(({ promise }) => promise)).toContain(mine.promise)
    expect(practices).toContainEqual(expect.objectContaining({ what: mine.practice, way: 'stop' }))
    expect(cases.length).toBeGreaterThan(0)
    expect(welcome.map(({ text }) => text)).toContain(mine.welcome)
    const [story] = stories.filter(({ text }) => text === mine.story)
    expect([story?.photo !== null, story?.principle !== null]).toEqual([true, true])
    expect(JSON.stringify(file.notes)).toContain(mine.commitment)
    expect(JSON.stringify(file.comments)).toContain(mine.comment)

    // From the end it is a press to the time after it, and to its dates.
    const after = language === 'fr' ? afterFr : afterEn
    await pressByKey(flora, flora.page.locator('.end').getByRole('button', { name: after.heading }))
    const dialog = flora.page.getByRole('dialog', { name: after.heading })
    const downloading = flora.page.waitForEvent('download')
    await pressByKey(flora, dialog.getByRole('button', { name: after.calendar }))
    expect(await readFile(await (await downloading).path(), 'utf8')).toContain(
      'DTSTART;VALUE=DATE:20270606\r\n',
    )
  },
  timeLimit(600_000),
)

async function openSecond({ server }: Stage, language: Language): Promise<CreatedBoard['links']> {
  const day: unknown = JSON.parse(writeBoardFile(snapshotOf(livedDay(language))))
  const { status, body } = await server.ask('POST', '/api/imports?second=', day)
  expect(status).toBe(201)
  return (body as CreatedBoard).links
}

/** The first test asks for the other names; the one button leads to their field. */
async function giveNames({ flora, gil }: People, { path, step }: PlacedStep): Promise<void> {
  if (step.activity !== 'test' || step.kind !== 'swap') return
  await until(() => testIn(gil, path).get().sentences.length > 0)
  const isAsked = () => askedIn(gil.activity(askedName).get(), path) !== undefined
  if (areEnough(namesFor(step, gil.agenda.get()?.answers ?? {}, testIn(gil, path).get().tests))) return
  const field = flora.page.locator(`#${namesField}`)
  const { names } = flora.language === 'fr' ? testFr : testEn
  const isThere = () => field.evaluate((element) => element === document.activeElement)
  // A press counts once its label has been there for a moment.
  await expect
    .poll(async () => {
      if (!(await isThere()))
        await pressByKey(flora, flora.page.locator('.agenda-bar__go', { hasText: names }))
      return isThere()
    })
    .toBe(true)
  await flora.page.keyboard.insertText('Acme, Globex, Initech')
  await flora.page.keyboard.press('Enter')
  await until(isAsked)
}

async function openConsent({ flora, gil }: People, { path }: PlacedStep): Promise<void> {
  await until(() => consentIn(gil, path).get().current !== null)
  const { ask } = flora.language === 'fr' ? consentFr : consentEn
  await pressUntil(flora, () => consentIn(gil, path).get().open !== undefined, ask, pressByKey)
}

/** Question after question: Ana and all others answer, and the one button shows what came out. */
async function settle({ flora, ana, gil }: People, { path }: PlacedStep, crowd: GhostCrowd): Promise<void> {
  const asked = () => askedIn(gil.activity(askedName).get(), path)
  for (let now = asked(); now && !isShown(now); now = asked()) {
    const at = now.pairs?.at
    const question = now.pairs?.all[at ?? 0]?.[1]
    await crowd.play()
    if (question !== null) {
      const turn = ana.page.locator('.turn')
      await turn.getByRole('radio').first().waitFor({ state: 'attached' })
      await choose(ana, turn.getByRole('radio').first())
    }
    await pressUntil(flora, () => asked()?.pairs?.at !== at || isShown(asked()), undefined, pressByKey)
  }
}

/** The server says which answer is one’s own. */
async function choose(ana: Person, radio: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await chooseByKey(ana, radio)
      return radio.isChecked()
    })
    .toBe(true)
}

/** Writes a note with its blanks: Tab leads from one to the next, Enter gives it. */
async function writeWith({ page }: Person, text: string, ...blanks: readonly string[]): Promise<void> {
  await page.keyboard.insertText(text)
  for (const blank of blanks) {
    await page.keyboard.press('Tab')
    await page.keyboard.insertText(blank)
  }
  await page.keyboard.press('Enter')
}

type Act = (ana: Person, gil: BoardModel) => Promise<void>

const isWritten = ({ scene }: BoardModel, text: string) =>
  until(() => [...scene.notes.values()].some((note) => note.text === text))

/** Ana’s deed on her phone, by step or by activity. */
const acts: Readonly<Record<string, Act>> = {
  'cold/remarks': async (ana) => {
    const { page } = ana
    const phrase = ana.language === 'fr' ? phraseFr : phraseEn
    const card = page.locator('.statement-card').first()
    await pressByKey(ana, card.getByRole('button', { name: phrase.comment }))
    await reach(ana, page.getByRole('textbox', { name: phrase.words }))
    for (const key of ['Home', 'Shift+End']) await page.keyboard.press(key)
    await typeByKey(ana, page.getByRole('textbox', { name: phrase.commentField }), mine.comment)
    await page.keyboard.press('Enter')
    await dialogOf(ana).waitFor({ state: 'detached' })
  },
  'promise/write': async (ana, gil) => {
    await choose(ana, ana.page.locator('.write-field__need').getByRole('radio').first())
    await reach(ana, ana.page.locator('.write-field__words').first())
    await writeWith(ana, mine.promise, '', 'An answer at once', 'They call us by our name')
    await isWritten(gil, mine.promise)
  },
  'promise/rewrite': async (ana) => {
    await typeByKey(ana, ana.page.locator('.statement-card').first().getByRole('textbox'), 'Here, ')
    await ana.page.keyboard.press('ControlOrMeta+Enter')
    await ana.page.keyboard.press('Escape')
  },
  test: (ana) => choose(ana, ana.page.locator('.test-card').first().getByRole('radio').last()),
  vote: async (ana) => {
    const { page, words } = ana
    const dots = page.getByRole('button', { name: new RegExp(`^${words.vote.place.split('{{')[0]}`, 'u') })
    const rating = page.getByRole('radio', { name: /^3/u })
    await dots.or(rating).first().waitFor()
    if (await dots.first().isVisible()) await pressByKey(ana, dots)
    else await choose(ana, rating.first())
  },
  carry: (ana) => choose(ana, ana.page.locator('.asking').getByRole('radio', { name: /^4/u }).first()),
  grid: async (ana, gil) => {
    const cell = ana.page.locator('.grid-task__one')
    await choose(ana, cell.getByRole('radio').last())
    await reach(ana, cell.getByRole('textbox').first())
    await writeWith(ana, mine.practice, 'A manager speaks first')
    await isWritten(gil, mine.practice)
    // Its map leads to any other cell, by keys.
    await pressByKey(ana, ana.page.locator('.grid-task__marks').getByRole('button').last())
  },
  'hard/write': async (ana) => {
    await reach(ana, ana.page.locator('.write-field__words').first())
    await writeWith(ana, mine.dilemma, 'wait for them', 'go without them')
    await ana.page.getByText(mine.dilemma).first().waitFor()
  },
  'welcome/days': async (ana, gil) => {
    await reach(ana, ana.page.locator('.write-field__words').first())
    await writeWith(ana, mine.welcome)
    await isWritten(gil, mine.welcome)
  },
  'welcome/stories': async (ana, gil) => {
    const { page } = ana
    await typeByKey(ana, page.locator('.write-field__words').first(), mine.story)
    const choosing = page.waitForEvent('filechooser')
    await pressByKey(ana, page.locator('.own-photo').getByRole('button').first())
    const buffer = Buffer.from(await plainPhoto('jpeg', '#048'))
    await (await choosing).setFiles({ name: 'gate.jpg', mimeType: 'image/jpeg', buffer })
    await typeByKey(ana, page.locator('.own-photo').getByRole('textbox'), 'A dark screen')
    await choose(ana, page.locator('.write-field__principle').getByRole('radio').first())
    await reach(ana, page.locator('.write-field__words').first())
    await page.keyboard.press('Enter')
    await isWritten(gil, mine.story)
  },
  'who/commit': async (ana) => {
    const { page } = ana
    await reach(ana, page.locator('.write-field__words').first())
    await page.keyboard.insertText(mine.commitment)
    await page.keyboard.press('Tab')
    await page.keyboard.insertText('Ana')
    await page.keyboard.press('Tab')
    // The same day, whatever comes first.
    await page.keyboard.type('03032027')
    await page.keyboard.press('Enter')
    await page.getByText(mine.commitment).first().waitFor()
  },
  consent: (ana) => choose(ana, ana.page.locator('.task-list').getByRole('radio', { name: /^4/u })),
  // Her own commitment, for her calendar.
  close: async (ana) => {
    const downloading = ana.page.waitForEvent('download')
    await pressByKey(ana, ana.page.locator('.close-task').getByRole('button'))
    const file = await readFile(await (await downloading).path(), 'utf8')
    expect(file).toContain(`SUMMARY:${mine.commitment}\r\n`)
    expect(file).toContain('DTSTART;VALUE=DATE:20270303\r\n')
  },
}

/** What comes before people go on: votes are closed, answers shown, the sentence is carried, a day is set. */
async function finish(people: People, placed: PlacedStep): Promise<void> {
  const { flora, ana, gil } = people
  const { path, step } = placed
  const press = (isSo: () => boolean, label?: string | RegExp) => pressUntil(flora, isSo, label, pressByKey)
  const isAnyOpen = () =>
    [...gil.voting.rounds.get(), ...gil.voting.texts.get(), ...testIn(gil, path).get().tests].some(
      ({ state }) => state === 'open',
    )
  if (isAnyOpen()) await press(() => !isAnyOpen(), closing)
  while (step.activity === 'test' && testIn(gil, path).get().next) {
    await press(isAnyOpen)
    await acts['test']?.(ana, gil)
    await press(() => !isAnyOpen(), closing)
  }
  const asked = () => askedIn(gil.activity(askedName).get(), path)
  if (step.activity in declarations && asked() && !isShown(asked())) await press(() => isShown(asked()))
  if (step.activity === 'consent') await answerObjections(people, path)
  if (step.activity === 'close') {
    await reach(flora, flora.page.locator('.desk-column input[type=date]'))
    await flora.page.keyboard.type('06062027')
    await until(() => nextDateIn(gil.activity('close').get()) === '2027-06-06')
  }
}

/** The one button leads to the first objection; each is answered in writing. */
async function answerObjections({ flora, gil }: People, path: string): Promise<void> {
  const { page } = flora
  const { reply, adopt } = flora.language === 'fr' ? consentFr : consentEn
  const view = () => consentIn(gil, path).get()
  await until(() => view().asked !== undefined)
  while (view().gap === 'unanswered') {
    const before = Object.keys(gil.replies.get()).length
    await pressByKey(flora, page.locator('.agenda-bar__go', { hasText: reply }))
    await page.keyboard.insertText('We heard it.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await until(() => Object.keys(gil.replies.get()).length > before)
  }
  // The room has rewritten the sentence of the day.
  const { length } = gil.adoptions.get()
  if (!view().adoption) await pressUntil(flora, () => gil.adoptions.get().length > length, adopt, pressByKey)
}
