import type { Language } from '#shared/board/document.ts'
import { principleWords } from '#shared/board/principle.ts'
import { escaped } from '../basics/escaped.ts'
import {
  languagesOf,
  saidIn,
  type PagePrinciple,
  type PurposeContent,
} from '../board-file/purpose-content.ts'
import type { PageLiving } from '../board-file/purpose-living.ts'
import type { PurposeVersion } from '../contracts/purpose-pages.ts'
import {
  adoptionIn,
  dateIn,
  purposeWords,
  secondSide,
  storyIn,
  type PurposeWords,
} from '../report/purpose-words.ts'
import { purposeOutput, takeAways } from '../report/purpose-output.ts'
import { withFrenchSpaces } from '#shared/text/french-spaces.ts'
import {
  casesHtml,
  firstDaysHtml,
  hasWelcome,
  keptHtml,
  promisesHtml,
  storiesHtml,
  strangersHtml,
  type Speaker,
} from './living-html.ts'
import { pageStyle } from './page-style.ts'

/** The addresses of a page and of what belongs to it. */
export interface PageAddresses {
  readonly serif: string
  /** Null: the page has no emblem. */
  readonly emblem: string | null
  /** Null in a preview. */
  readonly paper: string | null
  readonly inLanguage: (language: Language) => string
  readonly version: (number: number) => string
  readonly newest: string
  /** The page for somebody's first day, and the page itself. */
  readonly welcome: string
  readonly own: string
  /** Of a story's picture. */
  readonly picture: (id: string) => string
  /** Of things to take away. Null in a preview. */
  readonly file: ((name: string) => string) | null
  /** The published key of this server for evidence. */
  readonly key?: { readonly brief: string; readonly address: string }
  /** The same, with the host: for who shows a link to the page. Null: not known. */
  readonly abroad: ((name: string) => string) | null
}

export interface PageFacts {
  readonly language: Language
  readonly addresses: PageAddresses
  /** Null in a preview. */
  readonly version: PurposeVersion | null
  /** The oldest first. */
  readonly versions: readonly PurposeVersion[]
}

/** A document without script. `style` is its only style, for the policy of its content. */
export interface PurposeDocument {
  readonly html: string
  readonly style: string
}

export function purposeHtml(content: PurposeContent, facts: PageFacts): PurposeDocument {
  const page = new Page(content, facts)
  return { html: page.html(), style: page.style }
}

/** The page for somebody's first day. Undefined: nothing was chosen for it. */
export function welcomeHtml(content: PurposeContent, facts: PageFacts): PurposeDocument | undefined {
  if (!hasWelcome(content.living)) return undefined
  const page = new Page(content, facts)
  return { html: page.welcome(content.living), style: page.style }
}

const locales: Readonly<Record<Language, string>> = { en: 'en_GB', fr: 'fr_FR' }

class Page {
  readonly #content: PurposeContent
  readonly #facts: PageFacts
  readonly #words: PurposeWords
  readonly #speaker: Speaker
  readonly style: string

  constructor(content: PurposeContent, facts: PageFacts) {
    this.#content = content
    this.#facts = facts
    this.#words = purposeWords(facts.language)
    this.#speaker = {
      said: (text) => this.#said(text),
      words: this.#words,
      date: (at) => escaped(this.#date(at)),
      picture: facts.addresses.picture,
      plain: (text) => escaped(saidIn(content, facts.language, text).text),
    }
    this.style = pageStyle(content.colours, facts.addresses.serif)
  }

  html(): string {
    return this.#document(`${this.#hero()}
${this.#sections().join('\n')}`)
  }

  welcome(living: PageLiving): string {
    const { purpose, principles } = this.#content
    const words = this.#words
    const said = saidIn(this.#content, this.#facts.language, purpose.text)
    const kept = principles.map(({ choice, over }) => ({
      choice,
      html: `${this.#said(choice)} ${over === '' ? '' : this.#secondSide(over)}`,
    }))
    return this.#document(`<header class="welcome">
${this.#house()}
<p class="kind">${words.welcomeLead}</p>
<h1>${words.welcome}</h1>
<p>${words.welcomeIntro}</p>
<p class="sentence long"${this.#lang(said.language)}>${escaped(said.text)}</p>
</header>
${firstDaysHtml(living, this.#speaker)}
${kept.length === 0 ? '' : `<h2>${words.heldTo}</h2>${keptHtml(kept, living, this.#speaker)}`}
${living.stories.length === 0 ? '' : `<h2>${words.stories}</h2>${storiesHtml(living, this.#speaker)}`}
<p class="whole"><a href="${this.#facts.addresses.own}">${words.wholePage}</a></p>`)
  }

  #document(main: string): string {
    return `<!doctype html>
<html lang="${this.#facts.language}">
<head>${this.#head()}</head>
<body>
${this.#note()}<main>
${main}
</main>
${this.#footer()}
</body>
</html>
`
  }

  #head(): string {
    const { name, purpose } = this.#content
    const { addresses, language } = this.#facts
    const sentence = saidIn(this.#content, language, purpose.text).text
    const others = languagesOf(this.#content).filter((other) => other !== language)
    return [
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      `<title>${escaped(`${sentence} · ${name}`)}</title>`,
      '<meta name="robots" content="noindex, nofollow">',
      '<meta property="og:type" content="article">',
      `<meta property="og:title" content="${escaped(sentence)}">`,
      `<meta property="og:site_name" content="${escaped(name)}">`,
      `<meta property="og:description" content="${escaped(adoptionIn(language, this.#content)[0] ?? '')}">`,
      `<meta property="og:locale" content="${locales[language]}">`,
      ...this.#shared(),
      ...others.map(
        (other) => `<link rel="alternate" hreflang="${other}" href="${addresses.inLanguage(other)}">`,
      ),
      `<link rel="preload" as="font" type="font/woff2" href="${addresses.serif}" crossorigin>`,
      `<style>${this.style}</style>`,
    ].join('\n')
  }

  /** The picture that messengers show with a link to the page. Pages of earlier versions have none. */
  #shared(): readonly string[] {
    const { abroad } = this.#facts.addresses
    if (!abroad || !this.#content.living) return []
    const { language } = this.#facts
    const sentence = saidIn(this.#content, language, this.#content.purpose.text).text
    return [
      `<meta property="og:image" content="${abroad(purposeOutput.takeAway(language, 'share'))}">`,
      '<meta property="og:image:type" content="image/png">',
      '<meta property="og:image:width" content="1200">',
      '<meta property="og:image:height" content="630">',
      `<meta property="og:image:alt" content="${escaped(sentence)}">`,
      '<meta name="twitter:card" content="summary_large_image">',
    ]
  }

  /** A line above everything else, when this is not the page that people are meant to read. */
  #note(): string {
    const { version, versions, addresses } = this.#facts
    const words = this.#words
    if (!version) return `<aside class="note"><p>${words.preview}</p></aside>\n`
    if (version.number === versions.at(-1)?.number) return ''
    const said = words.isEarlier(version.number, this.#date(version.at))
    return `<aside class="note"><p>${escaped(said)}</p><a href="${addresses.newest}">${words.newer}</a></aside>\n`
  }

  /** The name stands beside the emblem. */
  #house(): string {
    const { name, emblem } = this.#content
    const { emblem: address } = this.#facts.addresses
    const image =
      emblem && address !== null
        ? `<img src="${address}" alt="" width="${emblem.width}" height="${emblem.height}">`
        : ''
    return `<p class="house">${image}<span>${escaped(name)}</span></p>`
  }

  #hero(): string {
    const { purpose, living } = this.#content
    const { language, addresses } = this.#facts
    const words = this.#words
    const { text } = purpose
    const said = saidIn(this.#content, language, text)
    const length = said.text.length < 100 ? '' : said.text.length < 220 ? ' middle' : ' long'
    const isTranslated = said.text !== text
    return `<header class="hero">
${this.#house()}
<p class="kind">${words.purpose}</p>
<h1 class="sentence${length}"${this.#lang(said.language)}>${escaped(said.text)}</h1>
<div class="adopted">
${adoptionIn(language, this.#content)
  .map((line) => `<p>${escaped(line)}</p>`)
  .join('\n')}
${isTranslated ? `<p class="translated">${words.translated}</p>` : ''}
${hasWelcome(living) ? `<p class="to-welcome"><a href="${addresses.welcome}">${words.toWelcome}</a></p>` : ''}
</div>
</header>`
  }

  #sections(): readonly string[] {
    const { meanings, people, principles, promises, living } = this.#content
    const words = this.#words
    const speaker = this.#speaker
    return [
      this.#section(
        'meanings',
        meanings.some(({ means }) => means !== '') ? words.meanings : words.phrases,
        meanings.length > 0 && this.#meanings(),
      ),
      this.#section('people', words.people, people.length > 0 && this.#people()),
      this.#section(
        'principles',
        words.principles,
        principles.length > 0 &&
          `<ol class="principles">${principles.map((each) => this.#principle(each)).join('')}</ol>`,
      ),
      this.#section(
        'promises',
        words.promises,
        promises.length > 0 &&
          `<ul class="promises">${promises.map((promise) => `<li>${this.#said(promise)}</li>`).join('')}</ul>`,
      ),
      ...(living
        ? [
            this.#section('pledges', words.promised.title, promisesHtml(living, speaker)),
            this.#section('cases', words.cases, casesHtml(living, speaker)),
            this.#section('tales', words.stories, storiesHtml(living, speaker)),
            this.#section('strangers', words.strangers, strangersHtml(living, speaker)),
          ]
        : []),
      this.#section('story', words.story, this.#story()),
    ].filter((section) => section !== '')
  }

  #section(id: string, title: string, body: string | false): string {
    if (body === false || body === '') return ''
    return `<section aria-labelledby="${id}">
<h2 id="${id}">${escaped(title)}</h2>
<div>${body}</div>
</section>`
  }

  #meanings(): string {
    const { grewFrom, quoted } = this.#words
    const rows = this.#content.meanings.map(({ phrase, means, sources, voices }) => {
      const from = [
        ...(voices > 0 ? [escaped(grewFrom(voices))] : []),
        ...sources.map((source) => quoted(this.#said(source))),
      ]
      const meaning = means === '' ? '' : `<dd>${this.#said(means)}</dd>`
      const origin = from.length === 0 ? '' : `<dd class="from">${from.join(' · ')}</dd>`
      return `<dt>${this.#said(phrase)}</dt>${meaning}${origin}`
    })
    return `<dl>${rows.join('')}</dl>`
  }

  #people(): string {
    const people = this.#content.people.map(({ who, needs }) => {
      const list = needs.map((need) => `<li>${this.#said(need)}</li>`).join('')
      return `<li><h3>${this.#said(who)}</h3>${list === '' ? '' : `<ul>${list}</ul>`}</li>`
    })
    return `<ul class="people">${people.join('')}</ul>`
  }

  #principle({ choice, over, shows, betrays }: PagePrinciple): string {
    const { shows: showing, betrays: betraying } = principleWords[this.#facts.language]
    const sign = (name: string, label: string, text: string): string =>
      text === '' ? '' : `<div class="${name}"><span class="label">${label}</span> ${this.#said(text)}</div>`
    return `<li><h3>${this.#said(choice)} ${over === '' ? '' : this.#secondSide(over)}</h3>
<div class="signs">${sign('shows', showing, shows)}${sign('betrays', betraying, betrays)}</div></li>`
  }

  /** In the language of its words. */
  #secondSide(over: string): string {
    const said = saidIn(this.#content, this.#facts.language, over)
    const { lead, rest } = secondSide(said.text, said.language)
    return `<span class="over"${this.#lang(said.language)}><span class="even">${escaped(lead)}</span>${escaped(rest)}</span>`
  }

  #story(): string {
    const { story, purpose } = this.#content
    const { first, now } = this.#words
    const told = storyIn(this.#facts.language, this.#content).map((line) => `<p>${escaped(line)}</p>`)
    if (told.length === 0 && story.first === null) return ''
    const quote = (name: string, label: string, text: string): string =>
      `<figure class="${name}"><figcaption>${label}</figcaption><blockquote${this.#lang(purpose.language)}>${escaped(text)}</blockquote></figure>`
    const versions =
      story.first === null
        ? ''
        : `<div class="versions">${quote('before', first, story.first)}${quote('after', now, purpose.text)}</div>`
    return `<div class="story">${told.join('')}${versions}</div>`
  }

  #footer(): string {
    const { reviewOn, purpose, zone } = this.#content
    const { language, version, versions, addresses } = this.#facts
    const words = this.#words
    const earlier = version ? versions.filter(({ number }) => number < version.number) : []
    const facts = [
      ...(version ? [words.version(version.number, this.#date(version.at))] : []),
      ...(reviewOn === null ? [] : [words.review(dateIn(language, reviewOn, zone))]),
    ]
    const links = [
      ...languagesOf(this.#content)
        .filter((other) => other !== language)
        .map(
          (other) =>
            `<a href="${addresses.inLanguage(other)}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>`,
        ),
      ...(addresses.paper === null ? [] : [`<a href="${addresses.paper}">${words.paper}</a>`]),
      ...this.#takeAway(),
    ]
    const before = earlier
      .toReversed()
      .map(
        ({ number, at }) =>
          `<a href="${addresses.version(number)}">${escaped(words.version(number, this.#date(at)))}</a>`,
      )
    return `<footer>
${facts.length === 0 ? '' : `<p>${facts.map((fact) => `${escaped(fact)}.`).join(' ')}</p>`}
${links.length === 0 ? '' : `<nav>${links.join('')}</nav>`}
${before.length === 0 ? '' : `<nav aria-label="${escaped(words.earlier)}">${before.join('')}</nav>`}
<p class="hash">${words.hash}<br>${escaped(purpose.hash)}</p>
${addresses.key ? `<p class="hash">${words.key} <a href="${addresses.key.address}">${addresses.key.brief}</a></p>\n` : ''}</footer>`
  }

  /** Pages of earlier versions have no such files. */
  #takeAway(): readonly string[] {
    const { living } = this.#content
    const { addresses, language } = this.#facts
    const { file } = addresses
    if (!file || !living) return []
    return takeAways.map(
      (each) => `<a href="${file(purposeOutput.takeAway(language, each))}">${this.#words.takeAway[each]}</a>`,
    )
  }

  #date(at: number): string {
    return dateIn(this.#facts.language, at, this.#content.zone)
  }

  /** Words of people, marked when they are in another language than the page. */
  #said(text: string): string {
    const said = saidIn(this.#content, this.#facts.language, text)
    const lang = this.#lang(said.language)
    const words = escaped(withFrenchSpaces(said.text))
    return lang === '' ? words : `<span class="said"${lang}>${words}</span>`
  }

  #lang(language: Language): string {
    return language === this.#facts.language ? '' : ` lang="${language}"`
  }
}

/** The page of an address whose page was withdrawn, in both languages. */
export function withdrawnHtml(language: Language): PurposeDocument {
  const first = purposeWords(language)
  const other: Language = language === 'fr' ? 'en' : 'fr'
  const second = purposeWords(other)
  const style = withdrawnStyle
  return {
    style,
    html: `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${first.withdrawn}</title>
<meta name="robots" content="noindex, nofollow">
<style>${style}</style>
</head>
<body><main>
<h1>${first.withdrawn}</h1>
<p>${first.withdrawnMore}</p>
<p class="other" lang="${other}">${second.withdrawn} ${second.withdrawnMore}</p>
</main></body>
</html>
`,
  }
}

const withdrawnStyle =
  ':root{color-scheme:light dark}html{background:#f7f3ea;color:#1b2333;font:1.125rem/1.6 system-ui,sans-serif}' +
  'main{max-width:40rem;margin:22vh auto 0;padding:0 1.5rem}h1{font:600 2.125rem/1.2 Georgia,serif;margin:0 0 1rem}' +
  '.other{margin-top:2.5rem;color:#475062;font-size:1rem}' +
  '@media (prefers-color-scheme:dark){html{background:#111a29;color:#f4efe6}.other{color:#c9c8c6}}'
