import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { fr as consentFr } from '#client/activities/consent/in-step.ts'
import { fr as consentTaskFr } from '#client/activities/consent/words.ts'
import { fr as mapFr } from '#client/activities/map/words.ts'
import { fr as compareFr } from '#client/activities/rewrite/compare-words.ts'
import { fr as phraseFr } from '#client/activities/rewrite/phrase-words.ts'
import { fr as rewriteFr } from '#client/activities/rewrite/words.ts'
import { fr as testStepFr, testIn } from '#client/activities/test/in-step.ts'
import { fr as testFr } from '#client/activities/test/words.ts'
import { fr as turnsFr } from '#client/activities/turns/in-step.ts'
import { consentIn } from '#client/activities/consent/consent-view.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { fr as askingFr } from '#client/panels/asking/words.ts'
import { fr as endFr } from '#client/panels/agenda/take-home.tsx'
import { fr as purposeFr } from '#client/panels/purpose/words.ts'
import { toSetAside } from '#shared/activities/aside/result.ts'
import { fr as asideFr } from '#shared/activities/aside/words.ts'
import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { keptIn, keptLimits } from '#shared/activities/principles/kept.ts'
import { roundIn } from '#shared/activities/turns/turn-round.ts'
import { stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import { askedIn, figuresIn, isShown, proposedIn, type Proposed } from '#shared/asking/asked.ts'
import { asideName, asideOf } from '#shared/board/aside.ts'
import { askedName } from '#shared/board/activities.ts'
import type { BoardFile } from '#server/board-file/board-file.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { violationsInBothThemes, violationsOf, violationsWhereScrolled } from '#tests/support/axe.ts'
import { dialogOf, draftOf, drafts } from '#tests/support/board-parts.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import type { GhostCrowd } from '#tests/support/ghost-people.ts'
import { untilAllBegan, untilAsked } from '#tests/support/ghost-workshop.ts'
import { beginPage, chooseByKey, joinByKeys, pressByKey, reach, typeByKey } from '#tests/support/keyboard.ts'
import { openBrowser, waitUntilEntered, waitUntilSaved } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { decideBands, leadOn, openCrowd, openModelAt, pressUntil } from '#tests/support/played-workshop.ts'
import { newDataDir, spawnServer } from '#tests/support/server.ts'
import { reconnectTimeoutMs, timeLimit } from '#tests/support/time-limits.ts'
import { until } from '#tests/support/until.ts'

const template = builtInTemplate('purpose-day')

test(
  'nine people play the purpose day in French by keyboard alone, from the preparation to the end, through a late-comer who leaves, another device, and killed servers',
  async () => {
    const dataDir = await newDataDir()
    let server = await spawnServer({ dataDir, hasQuickFigures: true })
    const stage = await openStage(server)
    const board = await openDay(stage)
    const { facilitator, participant } = board.links
    let ana = await joinByKeys(stage, participant, { name: 'Ana', language: 'fr', device: phoneDevice })
    await prepare(ana)
    const env = { PORT: new URL(stage.url).port }
    const kill = async () => {
      await server.end('SIGKILL')
      server = await spawnServer({ dataDir, env, hasQuickFigures: true })
    }
    // Two days later.
    await kill()
    const flora = await joinByKeys(stage, facilitator, { name: 'Flora', language: 'fr' })
    const gil = await openModelAt(stage, facilitator, 'Gil')
    const crowd = await openCrowd(stage, participant, 6, { readingMs: 0 })
    await until(() => gil.agenda.get() !== null && gil.saving.get() === 'saved')

    const together = stepsOf(template).filter(({ step }) => step.pace !== 'own')
    const seen = new Set<string>()
    for (const placed of together) {
      const { path, step } = placed
      await leadOn(flora, gil, path, pressByKey)
      if (step.activity === 'consent') await openConsent(flora, gil, path)
      await untilAsked(gil, placed)
      await untilAllBegan(crowd, gil, placed)
      await Promise.all([played(path, crowd), meanwhile[step.activity]?.({ flora, ana, gil, crowd }, placed)])
      await shows(ana, placed)
      await acts[step.activity]?.(ana, placed, gil)
      // One look at each kind of step; the same screens come again. One in the dark, too.
      const find = step.activity === 'consent' ? violationsInBothThemes : violationsOf
      if (!seen.has(step.activity)) expect(await violationsWhereScrolled(ana, find), path).toEqual([])
      seen.add(step.activity)
      if (path === 'starting-points/write') await comeLate(stage, participant, gil)
      if (path === 'why/write') ana = await changeDevice(stage, ana)
      if (killedIn.has(path)) await kill()
      await finish(placed, { flora, ana, gil, crowd })
      if (step.activity === 'vote')
        await decideBands({ flora, gil, crowd }, path, {
          decide: /^Départager/u,
          close: closing,
          press: pressByKey,
        })
    }
    await leadOn(flora, gil, 'end', pressByKey)

    // Everything that was said together is in the files, and nothing that was kept.
    const markdown = await exportByKeys(flora)
    const session = await server.enter(facilitator, 'Gil')
    const json = await exportedFile(server, { session }, 'json')
    for (const file of [markdown, json]) expect(file).not.toContain(kept)
    const said = [...gil.scene.notes.values(), ...gil.scene.clusters.values()].map((thing) =>
      'text' in thing ? thing.text : thing.title,
    )
    for (const words of [shared, ...written]) expect(said).toContain(words)
    // What was adopted stands letter by letter on the board, in the files and on the page.
    const [adopted] = gil.adoptions.get()
    const { adoptions, versions, comments } = JSON.parse(json) as BoardFile
    expect(adoptions?.map(({ text }) => text)).toEqual([adopted?.text])
    expect(versions?.find(({ id }) => id === adopted?.version)?.text).toBe(adopted?.text)
    expect(comments?.map(({ text }) => text)).toEqual([comment])
    expect(versions?.some(({ grafts = [] }) => grafts.length > 0)).toBe(true)
    const page = await (await fetch(await publishByKeys(flora))).text()
    for (const file of [markdown, page]) expect(plain(file)).toContain(plain(adopted?.text ?? ''))
    for (const words of said) {
      expect(json).toContain(JSON.stringify(words).slice(1, -1))
      // A principle begins with a capital on its card.
      expect(plain(markdown).toLowerCase()).toContain(plain(words).toLowerCase())
    }
  },
  timeLimit(300_000),
)

/** Zoé comes after the beginning, writes one thing on her laptop, and closes it: it is shown with all others. */
async function comeLate(stage: Stage, link: string, gil: BoardModel): Promise<void> {
  const zoe = await joinByKeys(stage, link, { name: 'Zoé', language: 'fr' })
  const { page, words } = zoe
  await page.getByText(words.agenda.late).first().waitFor()
  await typeByKey(zoe, page.locator('.write-field__words').first(), latecomers)
  await page.keyboard.press('Enter')
  await draftOf(zoe, latecomers).waitFor()
  await waitUntilSaved(zoe)
  await page.context().close()
  await until(() => gil.presence.people.get().every(({ name }) => name !== 'Zoé'))
}

/** Ana goes on with another phone: what she has written in private is there. */
async function changeDevice(stage: Stage, ana: Person): Promise<Person> {
  const { page } = ana
  const firstOf = (person: Person) => drafts(person).first().getByRole('textbox').first().inputValue()
  const own = await firstOf(ana)
  expect(own).not.toBe('')
  await pressByKey(ana, button(ana, ana.words.menu.me))
  await page.getByRole('menuitem', { name: ana.words.devices.heading }).press('Enter')
  const link = await page.getByRole('textbox', { name: ana.words.devices.link }).inputValue()
  const next = await openBrowser(stage, { language: 'fr', device: phoneDevice })
  await next.page.goto(link)
  await pressByKey(next, button(next, sentencePattern(next.words.join.continue, { name: 'Ana' })))
  await waitUntilEntered(next)
  beginPage(next)
  await expect.poll(() => firstOf(next)).toBe(own)
  await page.context().close()
  return next
}

/** A vote, a pass, a reveal, the test of names, and the consent. */
const killedIn = new Set(['ecosystem/agree', 'why/pass-1', 'why/show', 'challenge/swap', 'decide/consent'])

/** Letters and figures alone: files set spaces, signs and first letters in their own way. */
function plain(words: string): string {
  return words
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
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
async function prepare(ana: Person): Promise<void> {
  const { page, words } = ana
  const questions = page.locator('.form-question')
  await typeByKey(ana, questions.nth(0).getByRole('textbox'), shared)
  await pressByKey(ana, questions.nth(0).getByRole('combobox'), 'ArrowDown')
  await typeByKey(ana, questions.nth(1).getByRole('textbox'), kept)
  await page.getByText(words.form.keeping.saved).waitFor()
}

/** Flora calls everybody who waits, also those who lost their line and came back; ghosts give the floor on by themselves. */
async function takeTurns({ flora, ana, gil, crowd }: People, { path }: PlacedStep): Promise<void> {
  const round = () => roundIn(gil.activity('turns').get(), path)
  const anasId = () => gil.presence.people.get().find(({ name }) => name === 'Ana')?.participant
  // Her phone comes back some time after the server.
  await until(() => anasId() !== undefined, reconnectTimeoutMs)
  const isSpoken = (person: string | undefined) => person !== undefined && round().spoken.includes(person)
  await until(async () => {
    const { now, next, change } = round()
    const isChanged = () => round().change !== change
    if (now === null && next !== null) await pressUntil(flora, isChanged, toCall, pressByKey)
    if (now?.person === anasId()) {
      await pressByKey(ana, button(ana, ana.words.turns.finish))
      await until(isChanged)
    }
    return [...crowd.people, anasId()].every(isSpoken)
  }, timeLimit(60_000))
}

/** The one button gives the floor to a person of this name. */
const toCall = sentencePattern(turnsFr.call)

const mine = {
  write: 'Que personne n’attende sans savoir pourquoi',
  who: 'Les familles du quartier',
  need: 'Savoir à qui parler ; aujourd’hui, elles cherchent',
  turns: 'ensemble',
  name: 'Être là quand on nous cherche',
  part: 'dire la vérité',
}
/** Zoé’s, who came late. */
const latecomers = 'Un matin où tout le monde se dit bonjour'
/** Words of both that everybody reads on the board. */
const written = [mine.write, mine.who, mine.need, mine.turns, mine.name, latecomers]
const comment = 'Pour qui exactement ?'

/** The deed of Ana on her phone in a step of this activity. */
const acts: Readonly<Record<string, (ana: Person, placed: PlacedStep, gil: BoardModel) => Promise<void>>> = {
  write: async (ana) => {
    await typeByKey(ana, ana.page.locator('.write-field__words').first(), mine.write)
    await ana.page.keyboard.press('Enter')
  },
  turns: (ana) => writeOne(ana, mine.turns),
  map: async (ana, { step }) => {
    const { page } = ana
    if (!('asks' in step) || step.asks !== 'needs') return writeOne(ana, mine.who)
    await reach(ana, page.getByLabel(mapFr.who))
    await page.keyboard.press('ArrowDown')
    await typeByKey(ana, page.getByLabel(mapFr.need), mine.need)
    await pressByKey(ana, button(ana, mapFr.addNeed))
  },
  pass: (ana) => typeByKey(ana, ana.page.locator('.pass-task').getByRole('textbox').first(), ' — et vite'),
  group: async (ana) => {
    const { page, words } = ana
    await pressByKey(ana, page.getByRole('button', { name: sentencePattern(words.group.put) }))
    // The list begins with the groups that are there.
    const field = page.getByRole('textbox', { name: words.grouping.placeholder })
    // The dialog is drawn a moment before its field has the focus.
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await dialogOf(ana).waitFor({ state: 'detached' })
  },
  name: async (ana, _placed, gil) => {
    const { page } = ana
    const title = page.locator('.name-task').getByRole('textbox').first()
    // Names that others wrote may still come to her page, over what she has selected.
    const typed = expect.poll(async () => {
      await reach(ana, title)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(mine.name)
      return title.inputValue()
    })
    await typed.toBe(mine.name)
    await page.keyboard.press('Enter')
    await until(() => [...gil.scene.clusters.values()].some((group) => group.title === mine.name))
  },
  read: (ana) => pressByKey(ana, button(ana, ana.words.agenda.done), 'Space'),
  vote: async (ana) => {
    const dots = ana.page.getByRole('button', { name: sentencePattern(ana.words.vote.place) })
    // Agreement; or points, where eight people or fewer are connected when the vote opens.
    const rating = ana.page.getByRole('radio', { name: /^3/u })
    await dots.or(rating).first().waitFor()
    if (await dots.first().isVisible()) await pressByKey(ana, dots)
    else await answer(ana, rating.first())
  },
  rewrite: rewriteByKeys,
  test: async (ana, { path, step }, gil) => {
    if ('kind' in step && step.kind === 'swap') return judge(ana, gil, path)
    await typeByKey(ana, ana.page.locator('.test-task textarea').first(), 'Rien, sans doute')
  },
  aside: async (ana, { path }, gil) => {
    // About one sentence alone nothing is asked.
    if (!askedIn(gil.activity(askedName).get(), path)) return
    await until(() => Object.keys(proposedNow(gil, path)).length > 0)
    await answer(
      ana,
      ana.page.locator('.task-list').getByRole('radio', { name: asideFr['verdict.aside'] }).first(),
    )
  },
  consent: (ana) => answer(ana, ana.page.locator('.task-list').getByRole('radio', { name: /^4/u })),
  principles: async (ana, { step }) => {
    const part = ana.page.locator('.principle textarea').first()
    await typeByKey(ana, part, mine.part)
    // Enter leads from part to part.
    await ana.page.keyboard.press('Enter')
    if ('does' in step && step.does === 'write') await ana.page.keyboard.insertText('plaire')
  },
  // Her own commitment, for her calendar.
  close: async (ana) => {
    const downloading = ana.page.waitForEvent('download', { timeout: timeLimit(30_000) })
    await pressByKey(ana, ana.page.locator('.close-task').getByRole('button'))
    await downloading
  },
}

/** Changes a sentence, keeps a version, comments on words, takes words into another sentence, compares two versions. */
async function rewriteByKeys(ana: Person, { path }: PlacedStep): Promise<void> {
  const { page } = ana
  const card = page.locator('.statement-card').first()
  await typeByKey(ana, card.getByRole('textbox'), 'Ici, ')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.keyboard.press('Escape')
  if (path !== 'challenge/rewrite') return
  await pressByKey(ana, card.getByRole('button', { name: phraseFr.comment }))
  await reach(ana, page.getByRole('textbox', { name: phraseFr.words }))
  for (const key of ['Home', 'Shift+End']) await page.keyboard.press(key)
  await typeByKey(ana, page.getByRole('textbox', { name: phraseFr.commentField }), comment)
  await page.keyboard.press('Enter')
  await dialogOf(ana).waitFor({ state: 'detached' })
  await pressByKey(ana, card.getByRole('button', { name: phraseFr.graft }))
  await pressByKey(ana, page.getByRole('button', { name: phraseFr.graftSend }))
  await dialogOf(ana).waitFor({ state: 'detached' })
  await pressByKey(ana, page.getByRole('button', { name: compareFr.compare }))
  await pressByKey(ana, page.getByRole('button', { name: compareFr.swap }))
  await page.keyboard.press('Escape')
  await dialogOf(ana).waitFor({ state: 'detached' })
}

/** Chooses the sentence on the left of each pair. The next one comes once everybody who is here has answered. */
async function duelByKeys({ ana, gil }: Pick<People, 'ana' | 'gil'>, { path }: PlacedStep): Promise<void> {
  const asked = () => askedIn(gil.activity(askedName).get(), path)
  const left = ana.page.locator('.pair').getByRole('radio').first()
  for (let now = asked(); now && !isShown(now); now = asked()) {
    const { id, pairs } = now
    const place = { n: 1 + (pairs?.at ?? 0), of: pairs?.all.length ?? 0 }
    await ana.page.getByText(sentencePattern(askingFr.pair, place)).waitFor()
    const isOver = () => asked()?.id !== id || isShown(asked())
    await expect
      .poll(async () => {
        if (!isOver()) await ana.page.keyboard.press('ArrowLeft')
        return isOver() || (await left.isChecked())
      })
      .toBe(true)
    // At the latest by its clock, when somebody does not answer.
    await until(isOver, timeLimit(30_000))
  }
}

/** The deeds of Flora and Ana while the others play. */
const meanwhile: Readonly<Record<string, (people: People, placed: PlacedStep) => Promise<void>>> = {
  turns: takeTurns,
  duel: duelByKeys,
}

/** The sentences that somebody proposed to set aside. */
function proposedNow(gil: BoardModel, path: string): Proposed {
  const state = gil.activity(askedName).get()
  const asked = askedIn(state, path)
  return asked ? proposedIn(state, path, asked) : {}
}

/** One other name could not sign the sentence that is open now. */
async function judge(ana: Person, gil: BoardModel, path: string): Promise<void> {
  const { sentences, tests } = testIn(gil, path).get()
  const open = tests.find(({ state }) => state === 'open')
  const number = 1 + sentences.findIndex(({ version }) => version === open?.about)
  await ana.page.getByText(sentencePattern(testFr.place, { number, of: sentences.length })).waitFor()
  await answer(ana, ana.page.locator('.task-list').getByRole('radio', { name: 'Non', exact: true }).first())
}

/** The server says which answer is one's own. */
async function answer(ana: Person, radio: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await chooseByKey(ana, radio)
      return radio.isChecked()
    })
    .toBe(true)
}

/** Her screen is at this step, not at the one before. */
async function shows({ page }: Person, { path }: PlacedStep): Promise<void> {
  await page.locator(`.agenda-bar[data-step="${path}"]`).waitFor()
}

async function writeOne(ana: Person, text: string): Promise<void> {
  await typeByKey(ana, ana.page.locator('.task-list form').getByRole('textbox').last(), text)
  await ana.page.keyboard.press('Enter')
}

/** A step at which people get stuck fails by its name. */
async function played(path: string, crowd: GhostCrowd): Promise<void> {
  // Seven sentences are 21 pairs, each of them shown for a moment.
  const limit = timeLimit(path === 'decide/duel' ? 120_000 : 60_000)
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
  await until(() => consentIn(gil, path).get().candidates.length > 0)
  const isTaken = () => consentIn(gil, path).get().current !== null
  // A duel may have no clear first: a facilitator takes one, in sight of all.
  if (!isTaken())
    await pressByKey(flora, flora.page.getByRole('button', { name: consentTaskFr.takeThis }).first())
  await until(isTaken)
  const isOpen = () => consentIn(gil, path).get().open !== undefined
  await pressUntil(flora, isOpen, consentFr.ask, pressByKey)
}

interface People {
  readonly flora: Person
  readonly ana: Person
  readonly gil: BoardModel
  readonly crowd: GhostCrowd
}

/** What comes before people go on: votes are closed, answers shown, the sentence adopted, principles settled. */
async function finish({ path, step }: PlacedStep, { flora, ana, gil }: People): Promise<void> {
  const { voting, writing } = gil
  const press = (isSo: () => boolean, label: string | RegExp) => pressUntil(flora, isSo, label, pressByKey)
  const isAnyOpen = () =>
    [...voting.rounds.get(), ...voting.texts.get(), ...testIn(gil, path).get().tests].some(
      ({ state }) => state === 'open',
    )
  if (step.activity === 'consent') {
    await until(() => consentIn(gil, path).get().open?.voted === 7)
    await press(() => !isAnyOpen(), closing)
    await adoptByKeys(flora, gil, path)
  } else if (isAnyOpen()) await press(() => !isAnyOpen(), closing)
  if (step.activity === 'test' && step.kind === 'swap') {
    while (testIn(gil, path).get().next) {
      await press(isAnyOpen, /suivant/u)
      await judge(ana, gil, path)
      await until(() => figuresIn(gil.activity(askedName).get(), path)?.done === 1)
      await press(() => !isAnyOpen(), closing)
    }
  }
  if (step.activity === 'test' && step.kind !== 'swap')
    await press(() => writing.get().mode !== 'private', testStepFr.reveal)
  if (path === 'challenge/rewrite-3') {
    const aloud = flora.page.getByRole('button', { name: rewriteFr.readAloud }).first()
    await pressByKey(flora, aloud)
    await until(() => gil.spotlight.get() !== null)
    await pressByKey(flora, aloud, 'Space')
    await until(() => gil.spotlight.get() === null)
  }
  if (step.activity === 'aside') {
    const asked = () => askedIn(gil.activity(askedName).get(), path)
    if (!asked()) return
    await press(() => asked()?.shown != null, asideFr.show)
    const gone = () => asideOf(gil.activity(asideName).get()).size
    const [before, first] = [gone(), asked()]
    const isWanted = isShown(first) && toSetAside(first, proposedNow(gil, path)).length > 0
    if (isWanted) await press(() => gone() > before, /de côté/u)
  }
  if (step.activity === 'principles' && step.does === 'settle') await settleByKeys(flora, gil, path)
  if (step.activity === 'close') {
    await reach(flora, flora.page.locator('.desk-column input[type=date]'))
    await flora.page.keyboard.type('06062027')
    await until(() => nextDateIn(gil.activity('close').get()) === '2027-06-06')
  }
}

/** The one button leads to the first objection; each is answered in writing. */
async function adoptByKeys(flora: Person, gil: BoardModel, path: string): Promise<void> {
  const { page } = flora
  const gap = () => consentIn(gil, path).get().gap
  await until(() => consentIn(gil, path).get().asked !== undefined)
  while (gap() === 'unanswered') {
    const before = Object.keys(gil.replies.get()).length
    await pressByKey(flora, page.locator('.agenda-bar__go', { hasText: consentFr.reply }))
    await page.keyboard.insertText('Nous l’avons entendu.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await until(() => Object.keys(gil.replies.get()).length > before)
  }
  await pressUntil(flora, () => gil.adoptions.get().length === 1, consentFr.adopt, pressByKey)
}

/** As many principles are kept as are needed, and settled by the one button. */
async function settleByKeys(flora: Person, gil: BoardModel, path: string): Promise<void> {
  const { page, words } = flora
  const keptNow = () => keptIn(path, gil.scene.notes.values())
  while (keptNow().length < keptLimits.least) {
    const before = keptNow().length
    await pressByKey(flora, page.getByRole('button', { name: sentencePattern(words.principles.keepNamed) }))
    await until(() => keptNow().length > before)
  }
  while (keptNow().length > keptLimits.most) {
    const before = keptNow().length
    await pressByKey(
      flora,
      page.getByRole('button', { name: sentencePattern(words.principles.leaveOutNumber) }),
    )
    await until(() => keptNow().length < before)
  }
  const isSettled = () => keptNow().some(({ id }) => gil.locked.get().has(id))
  await pressUntil(flora, isSettled, undefined, pressByKey)
}

/** At the end the files are a press away. */
async function exportByKeys(flora: Person): Promise<string> {
  const { page, words } = flora
  await pressByKey(flora, page.locator('.end').getByRole('button', { name: endFr.report }))
  await chooseByKey(flora, page.getByRole('radio', { name: words.export.markdown }))
  const downloading = page.waitForEvent('download', { timeout: timeLimit(30_000) })
  await page.keyboard.press('Enter')
  const file = await readFile(await (await downloading).path(), 'utf8')
  await page.keyboard.press('Escape')
  await dialogOf(flora).waitFor({ state: 'detached' })
  return file
}

/** The page as the preview shows it. */
async function publishByKeys(flora: Person): Promise<string> {
  const { page } = flora
  await pressByKey(flora, page.locator('.end').getByRole('button', { name: purposeFr.heading }))
  await pressByKey(flora, page.getByRole('button', { name: purposeFr.preview }))
  await pressByKey(flora, page.getByRole('button', { name: purposeFr.publish, exact: true }))
  return page.getByRole('textbox', { name: purposeFr.address }).inputValue()
}
