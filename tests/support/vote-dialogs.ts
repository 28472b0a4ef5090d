import { button, sentencePattern, type Person } from './person.ts'

export interface NewVote {
  readonly title: string
  readonly target: 'notes' | 'clusters'
  readonly isSecret?: boolean
  readonly budget?: number
}

/** The facilitator answers like everybody from now on, by the menu. */
export async function takePart(facilitator: Person): Promise<void> {
  const { page, words } = facilitator
  await button(facilitator, words.menu.label).click()
  const item = page.getByRole('menuitem', { name: words.people.takePart })
  await page.getByRole('menuitem').first().waitFor()
  if ((await item.count()) > 0) await item.click()
  else await page.keyboard.press('Escape')
}

/** Opens a round through the dialog. */
export async function openVote(
  facilitator: Person,
  { title, target, isSecret = true, budget }: NewVote,
): Promise<void> {
  const { page, words } = facilitator
  await takePart(facilitator)
  await button(facilitator, words.vote.heading).click()
  await button(facilitator, words.vote.open).click()
  const dialog = page.getByRole('dialog', { name: words.vote.openHeading })
  await dialog.getByLabel(words.vote.title).fill(title)
  const { targetNotes_other: notes, targetClusters_other: clusters } = words.vote
  const source = dialog.getByRole('radio', { name: sentencePattern(target === 'notes' ? notes : clusters) })
  // With one thing to vote on the dialog says what it is, and asks nothing.
  if ((await source.count()) > 0) await source.check({ force: true })
  if (budget !== undefined) await dialog.getByLabel(words.vote.budget, { exact: true }).fill(String(budget))
  if (!isSecret) await dialog.getByRole('radio', { name: words.vote.openKind }).check({ force: true })
  await dialog.getByRole('button', { name: words.vote.start, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** In the list of the open round. */
export async function clickPlaceDot(person: Person, option: string): Promise<void> {
  await button(person, sentencePattern(person.words.vote.place, { option })).click()
  await waitForOwnDot(person, option)
}

/** The list of the open round shows a dot of this person on the option: it can be taken back. */
export async function waitForOwnDot({ page, words }: Person, option: string): Promise<void> {
  const name = sentencePattern(words.vote.take, { option })
  await page.getByRole('button', { name, disabled: false }).waitFor()
}

export async function closeVote(facilitator: Person): Promise<void> {
  const { page, words } = facilitator
  await button(facilitator, words.vote.close).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: words.vote.closeConfirm, exact: true }).click()
  await question.waitFor({ state: 'detached' })
}

export interface RankedLine {
  readonly rank: number
  readonly label: string
  readonly dots: number
}

/** The results as the drawer shows them, best first. */
export async function shownRanking({ page, words }: Person): Promise<readonly RankedLine[]> {
  const list = page.getByRole('list', { name: words.blocks.ranking, exact: true })
  // With one dot on each at most, it says how many people that are.
  const dots = /^\d+[\s\u00A0](?:dots?|points?)(?:[\s\u00A0]?:.+)?$/u
  const rank = page.getByLabel(sentencePattern(words.vote.rank))
  const ranked = list.getByRole('listitem').filter({ has: rank })
  // The list may be there before its lines.
  await ranked.first().waitFor()
  const rows = await ranked.all()
  return Promise.all(
    rows.map(async (row) => ({
      rank: Number(await row.getByLabel(sentencePattern(words.vote.rank)).textContent()),
      label: (await row.locator(':scope > * > :nth-child(2) > :first-child').textContent()) ?? '',
      dots: Number.parseInt((await row.getByText(dots).textContent()) ?? '', 10),
    })),
  )
}
