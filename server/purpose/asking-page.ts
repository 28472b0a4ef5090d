import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import type { AskedOutcome } from '#shared/asking/outcome.ts'
import {
  carriedCounts,
  countOf,
  fewestOf,
  isTold,
  linesOf,
  needItem,
  publicLimits,
  tappedWords,
  wordItem,
  type NeedsAbout,
  type PublicAbout,
  type PulseAbout,
  type StrangersAbout,
} from '#shared/asking/public.ts'
import type { Language } from '#shared/board/document.ts'
import { longDate } from '#shared/text/long-date.ts'
import { onceIn } from '#shared/workshop/chance.ts'
import { leastMedian } from '#shared/workshop/tally.ts'
import { withFrenchSpaces } from '#shared/text/french-spaces.ts'
import { escaped } from '../basics/escaped.ts'
import { askingWords, type AskingWords } from './asking-words.ts'
import { askingScript, askingStyle } from './asking-parts.ts'
import type { PurposeDocument } from './page-html.ts'

export interface AskingFacts {
  readonly about: PublicAbout
  readonly opens: number
  readonly closes: number
  /** Null until it is closed. */
  readonly shown: AskedOutcome | null
  /** Pulses of the same board that were closed before, the oldest first. */
  readonly earlier: readonly { readonly at: number; readonly counts: readonly number[] }[]
}

export interface AskingReader {
  readonly language: Language
  /** Milliseconds since 1970. */
  readonly now: number
  /** The order in which this reader gets the sentences. */
  readonly order: (count: number) => readonly number[]
  /** Bytes of deleted answers stay for a while. */
  readonly keepsDeleted: boolean
}

/** The page of a public asking: before it opens, open, or closed with what came out. */
export function askingDocument(facts: AskingFacts, reader: AskingReader): AskingDocument {
  const page = new AskingPage(facts, reader)
  return { html: page.html(), style: askingStyle, script: page.isOpen ? askingScript : null }
}

export interface AskingDocument extends PurposeDocument {
  /** The one program of the page; null: it has none. */
  readonly script: string | null
}

class AskingPage {
  readonly #facts: AskingFacts
  readonly #reader: AskingReader
  readonly #words: AskingWords
  readonly isOpen: boolean

  constructor(facts: AskingFacts, reader: AskingReader) {
    this.#facts = facts
    this.#reader = reader
    this.#words = askingWords(reader.language)
    this.isOpen = !facts.shown && reader.now >= facts.opens && reader.now < facts.closes
  }

  html(): string {
    const { language } = this.#reader
    const { title, otherLanguage } = this.#words
    const other: Language = language === 'fr' ? 'en' : 'fr'
    return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="robots" content="noindex, nofollow">
<style>${askingStyle}</style>
</head>
<body>
<header><svg viewBox="0 0 32 32" aria-hidden="true" fill="none"><circle cx="16" cy="16" r="13" stroke="currentColor" stroke-width="2"/><path class="needle" d="M22.5 8.5 18.4 18.4 13.6 13.6Z"/><path d="M9.5 23.5 18.4 18.4 13.6 13.6Z" fill="currentColor"/></svg><span>${title}</span>${this.isOpen ? `<span class="until">${this.#words.until(this.#closing())}</span>` : ''}<a href="?lang=${other}" lang="${other}" hreflang="${other}">${otherLanguage}</a></header>
<main>
${this.#main()}
</main>
${this.isOpen ? `<script>${askingScript}</script>\n` : ''}</body>
</html>
`
  }

  #closing(): string {
    return this.#date(this.#facts.closes)
  }

  /** In UTC: the page knows no zone of its reader, and asks for none. */
  #date(at: number): string {
    return longDate(this.#reader.language, at, 'UTC')
  }

  #main(): string {
    const { shown, opens } = this.#facts
    if (shown) return this.#result(shown)
    if (!this.isOpen) return `<h1>${this.#words.opens(this.#date(opens))}</h1>`
    return `${this.#forms()}
<section id="thanks" hidden tabindex="-1">
<h1>${this.#words.thanks}</h1>
${this.#facts.about.kind === 'strangers' ? `<p>${this.#words.untold}</p>` : ''}
<p>${this.#words.told(this.#closing())}</p>
<p class="quiet">${this.#reader.keepsDeleted ? this.#words.knowsKept : this.#words.knows}</p>
<p><button type="button" class="quiet" id="again">${this.#words.again}</button></p>
</section>
<p id="problem" role="alert" ${Object.entries({ missing: this.#words.missing, ...this.#words.problems })
      .map(([name, text]) => `data-${name}="${escaped(text)}"`)
      .join(' ')}></p>
<noscript><p class="problem">${this.#words.noScript}</p></noscript>`
  }

  #forms(): string {
    const { about } = this.#facts
    switch (about.kind) {
      case 'strangers':
        return this.#askStrangers(about)
      case 'pulse':
        return this.#askPulse(about)
      case 'needs':
        return this.#askNeeds(about)
    }
  }

  #askStrangers({ team, sentences, language }: StrangersAbout): string {
    const words = this.#words
    const order = this.#reader.order(sentences.length)
    const card = (place: number) =>
      `<label class="card"><input type="radio" name="which" value="${place}" required><span${this.#lang(language)}>${this.#said(sentences[place]?.text ?? '')}</span></label>`
    const tap = (place: number) =>
      `<p class="sentence taps" data-of="${place}"${this.#lang(language)} hidden>${tappedWords(
        sentences[place]?.text ?? '',
      )
        .map(
          (word, at) =>
            `<label><input type="checkbox" name="${wordItem(place, at)}" value="yes"><span>${this.#said(word)}</span></label>`,
        )
        .join(' ')}</p>`
    return `<form data-needs="which">
<p class="lead"${this.#lang(language)}>${this.#said(team)}</p>
<h1 tabindex="-1">${words.which}</h1>
<fieldset class="cards"><legend class="hidden">${words.candidates}</legend>${order.map(card).join('')}</fieldset>
<div class="foot"><button>${words.answer}</button><p class="quiet">${words.privacy} ${words.few(fewestOf('strangers'))}</p></div>
</form>
<form hidden>
<p class="lead">${words.chosen}</p>
<h1 tabindex="-1">${words.words}</h1>
<p class="quiet">${words.tap}</p>
${order.map(tap).join('\n')}
<div class="foot"><button>${words.send}</button><button type="button" class="quiet" data-skip>${words.skip}</button></div>
</form>`
  }

  #askPulse({ sentence, language }: PulseAbout): string {
    const words = this.#words
    const meanings = consentWordsOf(this.#reader.language).answers
    return `<form data-needs="carry">
<h1 class="sentence" tabindex="-1"${this.#lang(language)}>${this.#said(sentence)}</h1>
<fieldset class="scale"><legend>${words.carry}</legend>${meanings
      .map(
        (meaning, value) =>
          `<label><input type="radio" name="carry" value="${value}" required><b>${value}</b> <span>${escaped(meaning)}</span></label>`,
      )
      .join('')}</fieldset>
${this.#line(words.decision, 'pulse')}
<div class="foot"><button>${words.send}</button><p class="quiet">${words.privacy}</p></div>
</form>`
  }

  #askNeeds({ who, needs, language }: NeedsAbout): string {
    const words = this.#words
    return `<form data-needs="need">
<p class="lead">${words.needsOf(`<span${this.#lang(language)}>${this.#said(who)}</span>`)}</p>
<h1 tabindex="-1">${words.isNeed}</h1>
${needs
  .map(
    (need, place) =>
      `<fieldset class="choice"><legend class="sentence"${this.#lang(language)}>${this.#said(need)}</legend>${(
        ['yes', 'almost', 'no'] as const
      )
        .map(
          (answer) =>
            `<label><input type="radio" name="${needItem(place)}" value="${answer}"><span>${words.answers[answer]}</span></label>`,
        )
        .join('')}</fieldset>`,
  )
  .join('\n')}
${this.#line(words.more, 'needs')}
<div class="foot"><button>${words.send}</button><p class="quiet">${words.privacy}</p></div>
</form>`
  }

  #line(label: string, kind: PublicAbout['kind']): string {
    const { badge, hidden } = this.#words
    return `<div class="line"><label for="line">${label}</label>
<div class="field"><textarea id="line" name="line" rows="3" maxlength="${publicLimits.line}" dir="auto" aria-describedby="badge"></textarea>
<p id="badge" class="badge">${badge}</p></div>
<p class="quiet">${hidden(fewestOf(kind))}</p></div>`
  }

  #result(shown: AskedOutcome): string {
    const { about } = this.#facts
    switch (about.kind) {
      case 'strangers':
        return this.#recognised(about, shown)
      case 'pulse':
        return this.#carried(about, shown)
      case 'needs':
        return this.#confirmed(about, shown)
    }
  }

  #recognised({ sentences, own, language }: StrangersAbout, shown: AskedOutcome): string {
    const words = this.#words
    const countAt = (place: number) => countOf(shown, 'which', String(place))
    const told = isTold(shown)
    const found = countAt(own)
    const chance = shown.voted / sentences.length
    const times = onceIn(found, shown.voted, sentences.length)
    const facts = [words.guessing(chance), ...(found > chance && times >= 2 ? [words.onceIn(times)] : [])]
    const ours = tappedWords(sentences[own]?.text ?? '')
    const counts = ours.map((_, at) => countOf(shown, wordItem(own, at), 'yes'))
    const hasWords = counts.some((count) => count > 0)
    return `<div class="two"><div>
<h1>${told ? words.recognised(found, shown.voted) : words.theirs}</h1>
${told ? `<p class="lead">${facts.join(' ')}</p>${this.#dots(found, shown.voted, chance)}` : `<p class="lead">${words.fewToTell(fewestOf('strangers'))}</p>`}
<h2>${told ? words.toldBy : ''}</h2>
<p class="sentence told"${this.#lang(language)}>${told ? marked(ours, counts, (text) => this.#said(text)) : this.#said(sentences[own]?.text ?? '')}</p>
${told && !hasWords ? `<p class="quiet">${words.noWords}</p>` : ''}
</div><aside><h2>${words.others}</h2><ul class="rows">${sentences
      .flatMap(({ text, source }, place) =>
        place === own
          ? []
          : [
              `<li>${told ? `<b>${countAt(place)}</b>` : ''}<div><p class="serif"${this.#lang(language)}>${this.#said(text)}</p><p class="quiet"${this.#lang(language)}>${this.#said(source)}</p></div></li>`,
            ],
      )
      .join('')}</ul><p class="quiet">${words.twice}</p></aside></div>`
  }

  /** One mark for each person, up to sixty; above, a strip. A line below says how many guessing finds. */
  #dots(found: number, of: number, chance: number): string {
    const width = (share: number) => Math.round(share * 1_000)
    const drawn =
      of <= 60
        ? Array.from(
            { length: of },
            (_, index) =>
              `<circle class="${index < found ? 'full' : 'hollow'}" cx="${index * 34 + 14}" cy="14" r="12"/>`,
          ).join('') + `<path class="chance" d="M2 36H${Math.round(chance * 34 - 8)}"/>`
        : `<rect class="rest" width="1000" height="20" y="4" rx="4"/><rect class="full" width="${width(found / of)}" height="20" y="4" rx="4"/><path class="chance" d="M0 36H${width(chance / of)}"/>`
    return `<figure class="dots"><svg viewBox="0 0 ${of <= 60 ? of * 34 : 1_000} 40" preserveAspectRatio="xMinYMid" aria-hidden="true">${drawn}</svg><figcaption class="quiet">${this.#words.byChance(chance)}</figcaption></figure>`
  }

  #carried({ sentence, language, day }: PulseAbout, shown: AskedOutcome): string {
    const words = this.#words
    const sentenceHtml = `<p class="serif"${this.#lang(language)}>${this.#said(sentence)}</p>`
    const own = { title: words.pulseOf(this.#date(shown.at)), counts: carriedCounts(shown), isNow: true }
    const strips = [
      ...(day ? [{ title: words.day(this.#date(day.at)), counts: day.counts, isNow: false }] : []),
      ...this.#facts.earlier.map(({ at, counts }) => ({
        title: words.pulseOf(this.#date(at)),
        counts,
        isNow: false,
      })),
      ...(isTold(shown) ? [own] : []),
    ]
    const title = isTold(shown)
      ? words.carried(carrying(own.counts), shown.voted)
      : words.fewToTell(fewestOf('pulse'))
    return `<div class="two"><div>${sentenceHtml}<h1>${title}</h1>
<ul class="rows">${strips.map((strip) => `<li>${this.#strip(strip)}</li>`).join('')}</ul>
<p class="quiet">${words.carrying}</p><p class="quiet">${words.twice} ${words.samePeople}</p>
</div><aside>${isTold(shown) ? this.#lines(words.decisions, shown, language) : ''}</aside></div>`
  }

  #strip({ title, counts, isNow }: Strip): string {
    const all = counts.reduce((sum, count) => sum + count, 0)
    let x = 0
    const parts = counts.flatMap((count, answer) => (count > 0 ? [{ count, answer }] : [])).toReversed()
    const drawn = parts.map(({ count, answer }) => {
      const width = (count / all) * 1_000
      const rect = `<rect class="a${answer}" x="${Math.round(x)}" width="${Math.max(6, Math.round(width) - 6)}" height="12" rx="4"/>`
      x += width
      return rect
    })
    const share = this.#words.share(carrying(counts), all)
    return `<div class="strip${isNow ? ' now' : ''}"><p>${escaped(title)}</p><svg viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">${drawn.join('')}</svg><p class="counts">${parts
      .map(({ count, answer }) => `<span><b>${answer}</b> × ${count}</span>`)
      .join(' ')}</p><p class="sum">${share}</p></div>`
  }

  #confirmed({ who, needs, language }: NeedsAbout, shown: AskedOutcome): string {
    const words = this.#words
    const told = isTold(shown)
    const answersTo = (place: number) =>
      (['yes', 'almost', 'no'] as const).map((answer) => ({
        answer,
        count: countOf(shown, needItem(place), answer),
      }))
    const isConfirmed = (place: number) => {
      const [yes = 0, almost = 0, no = 0] = answersTo(place).map(({ count }) => count)
      return yes > almost + no
    }
    const confirmed = needs.filter((_, place) => isConfirmed(place)).length
    return `<div class="two"><div>
<p class="lead">${words.needsOf(`<span${this.#lang(language)}>${this.#said(who)}</span>`)}</p>
<h1>${told ? words.confirmed(confirmed, needs.length) : words.fewToTell(fewestOf('needs'))}</h1>
<ul class="rows">${needs
      .map(
        (need, place) =>
          `<li><div><p class="serif"${this.#lang(language)}>${this.#said(need)}</p>${
            told
              ? `<p class="counts">${answersTo(place)
                  .map(({ answer, count }) => `<span>${words.answers[answer]} <b>${count}</b></span>`)
                  .join(' ')}</p>`
              : ''
          }</div></li>`,
      )
      .join('')}</ul><p class="quiet">${words.twice}</p>
</div><aside>${told ? this.#lines(words.said, shown, language) : ''}</aside></div>`
  }

  #lines(title: string, shown: AskedOutcome, language: Language): string {
    const lines = linesOf(shown)
    if (lines.length === 0) return `<h2>${title}</h2><p class="quiet">${this.#words.noLines}</p>`
    return `<h2>${title}</h2><ul class="rows">${lines
      .map((line) => `<li><p class="serif" dir="auto"${this.#lang(language)}>${this.#said(line)}</p></li>`)
      .join('')}</ul>`
  }

  #said(text: string): string {
    return escaped(withFrenchSpaces(text))
  }

  /** Words of people are in the language of their board. */
  #lang(language: Language): string {
    return language === this.#reader.language ? '' : ` lang="${language}"`
  }
}

interface Strip {
  readonly title: string
  /** How often 0, 1, 2, 3, 4 and 5 were given. */
  readonly counts: readonly number[]
  readonly isNow: boolean
}

function carrying(counts: readonly number[]): number {
  return counts.slice(leastMedian).reduce((sum, count) => sum + count, 0)
}

/** Neighbours that equally many people tapped are one phrase. */
function marked(words: readonly string[], counts: readonly number[], said: (text: string) => string): string {
  const most = Math.max(...counts)
  const phrases: { text: string; count: number }[] = []
  for (const [at, text] of words.entries()) {
    const count = counts[at] ?? 0
    const last = phrases.at(-1)
    if (last && last.count === count) last.text += ` ${text}`
    else phrases.push({ text, count })
  }
  return phrases
    .map(({ text, count }) =>
      count === 0
        ? said(text)
        : `<span class="mark${count * 3 >= most * 2 ? ' most' : ''}">${said(text)}<b>${count}</b></span>`,
    )
    .join(' ')
}
