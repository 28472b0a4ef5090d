import type { PageLiving, PageShare } from '../board-file/purpose-living.ts'
import type { PurposeWords } from '../report/purpose-words.ts'

/** How a page says things: words of people escaped and with their language, its own words, dates. */
export interface Speaker {
  readonly said: (text: string) => string
  readonly words: PurposeWords
  readonly date: (at: number) => string
  /** The address of a story's picture. */
  readonly picture: (id: string) => string
  /** Words of people escaped, for an attribute. */
  readonly plain: (text: string) => string
}

/** Promises with both their sides and their sign; a table at a desk, cards on a phone. */
export function promisesHtml({ promises }: PageLiving, { said, words }: Speaker): string {
  if (promises.length === 0) return ''
  const { promise, not, seen } = words.promised
  const cell = (name: string, label: string, text: string) =>
    `<td class="${name}" data-label="${label}">${text === '' ? '' : said(text)}</td>`
  return `<table class="pledges"><thead><tr><td></td><th scope="col">${promise}</th><th scope="col">${not}</th><th scope="col">${seen}</th></tr></thead><tbody>${promises
    .map(
      (each) =>
        `<tr><th scope="row">${said(each.to)}</th>${cell('promise', promise, each.promise)}${cell('not', not, each.not)}${cell('seen', seen, each.seen)}</tr>`,
    )
    .join('')}</tbody></table>`
}

/** Dilemmas, the side on which the team came down, and the principle. */
export function casesHtml({ cases }: PageLiving, { said, words, date }: Speaker): string {
  if (cases.length === 0) return ''
  const shareOf = (share: PageShare | null, of: (voices: number, all: number) => string) =>
    share ? of(...share) : ''
  return `<ul class="cases">${cases
    .map(({ dilemma, chosen, other, principle, before, after, at, again }) => {
      const votes = [shareOf(before, words.shareBefore), shareOf(after, words.shareAfter)].filter(
        (part) => part !== '',
      )
      const facts = [date(at), ...(votes.length > 0 ? votes : [words.noVote])]
      const asked = again
        ? `<p class="from">${words.askedAgain(date(again.at), ...again.share)} ${again.isAsBefore ? words.stillSettled : words.settledNoMore}</p>`
        : ''
      return `<li><h3>${said(dilemma)}</h3><p class="chosen">${said(chosen)}</p>${
        other === '' ? '' : `<p class="from">${words.andNot} ${said(other)}</p>`
      }<p class="from">${principle === '' ? '' : `${words.settledBy(said(principle))} `}${facts.join(' · ')}</p>${asked}</li>`
    })
    .join('')}</ul>`
}

/** True stories, each with its principle. */
export function storiesHtml(
  { stories }: PageLiving,
  { said, plain, picture: address, words }: Speaker,
): string {
  if (stories.length === 0) return ''
  return stories
    .map(({ text, principle, name, picture }) => {
      const from = [principle, name].filter((part) => part !== '').map((part) => said(part))
      const image = picture
        ? `<img src="${address(picture.id)}" alt="${picture.alt === '' ? words.pictureOfStory : plain(picture.alt)}" width="${picture.width}" height="${picture.height}" loading="lazy">`
        : ''
      return `<figure class="tale">${image}<blockquote>${said(text)}</blockquote>${from.length === 0 ? '' : `<figcaption>${from.join(' · ')}</figcaption>`}</figure>`
    })
    .join('')
}

/** One line: would strangers know it? */
export function strangersHtml({ strangers }: PageLiving, { words }: Speaker): string {
  if (!strangers) return ''
  const { found, of } = strangers
  return `<p><strong>${words.recognised(found, of)}</strong></p><p class="from">${words.byChance(of / 4)}</p>`
}

/** True when the page for the first day has something to say. */
export function hasWelcome(living: PageLiving | undefined): living is PageLiving {
  return living !== undefined && (living.welcome.length > 0 || living.stories.length > 0)
}

/** The first day, week and month, in columns at a desk and on paper. */
export function firstDaysHtml({ welcome }: PageLiving, { said, words }: Speaker): string {
  const known = ['day', 'week', 'month'] as const
  const parts = [
    ...known.map((when) => ({
      title: words.firstDays[when],
      lines: welcome.filter((line) => line.when === when),
    })),
    {
      title: words.firstDays.later,
      lines: welcome.filter(({ when }) => !known.some((each) => each === when)),
    },
  ]
  return `<div class="days">${parts
    .filter(({ lines }) => lines.length > 0)
    .map(
      ({ title, lines }) =>
        `<section><h2>${title}</h2><ul>${lines.map(({ text }) => `<li>${said(text)}</li>`).join('')}</ul></section>`,
    )
    .join('')}</div>`
}

/** Each principle with the newest case that it settled. */
export function keptHtml(
  principles: readonly { readonly choice: string; readonly html: string }[],
  { cases }: PageLiving,
  { said, words, date }: Speaker,
): string {
  return `<ul class="kept">${principles
    .map(({ choice, html }) => {
      const settled = cases.find(({ principle }) => principle === choice)
      return `<li><h3>${html}</h3><p>${settled ? `${said(settled.chosen)} <span class="from">${date(settled.at)}</span>` : `<span class="from">${words.nothingYet}</span>`}</p></li>`
    })
    .join('')}</ul>`
}
