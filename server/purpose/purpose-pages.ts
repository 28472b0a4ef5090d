import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import type { Language } from '#shared/board/document.ts'
import type { PurposePageState, PurposePreview } from '#shared/wire/purpose-page.ts'
import { isUnclaimed } from '#shared/board/adoptions.ts'
import { isPhotoId } from '#shared/board/photo.ts'
import { emptyDraft, purposeLimits, type PurposeDraft } from '#shared/workshop/purpose-page.ts'
import type { Sender } from '../basics/fair-queue.ts'
import { kindOf } from '../basics/photo-kind.ts'
import type { NewTemporaryFolder } from '../basics/temporary-folders.ts'
import { languagesOf, peopleWordsOf, picturesOn, type PurposeContent } from '../board-file/purpose-content.ts'
import type {
  PublishedPurpose,
  PurposeEmblem,
  PurposeFile,
  PurposePageRow,
  PurposePageStore,
  PurposeVersion,
} from '../contracts/purpose-pages.ts'
import type { PublicAskingStore } from '../contracts/askings.ts'
import type { PhotoStore } from '../contracts/photos.ts'
import type { Decoder } from '../photos/decoder.ts'
import type { PhotoProblem } from '../photos/redraw-photo.ts'
import { pictureFile, purposeOutput, takeAways, type PurposeOutcome } from '../report/purpose-output.ts'
import type { PurposeJob, Renderer } from '../report/renderer.ts'
import { purposeHtml, welcomeHtml, type PageAddresses, type PurposeDocument } from './page-html.ts'
import { Previews, type Preview } from './previews.ts'
import { recognisedIn } from './public-askings.ts'
import { ViewCounter } from './view-counter.ts'

export interface PurposePagesTools {
  readonly store: PurposePageStore &
    Pick<PublicAskingStore, 'publicAskingsOf'> &
    Pick<PhotoStore, 'readPhoto'>
  readonly renderer: Pick<Renderer, 'exportTo'>
  readonly decoder: Pick<Decoder, 'decode'>
  /** The durable state of a board as one Yjs update. */
  readonly snapshot: (board: string) => Promise<Uint8Array>
  /** The photos of the board's stories, by their ids. */
  readonly storyPhotos: (board: string) => Promise<readonly string[]>
  readonly newFolder: NewTemporaryFolder
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly failed: (cause: unknown) => void
}

/** The request's addition to a job. */
export interface PageOrder {
  readonly from: Sender
  readonly participants: number
  readonly zone: string | undefined
  readonly language: Language
}

export type EmblemProblem = PhotoProblem | 'busy' | 'gif'
export type PublishOutcome =
  | { readonly kind: 'published'; readonly id: string; readonly number: number }
  | { readonly kind: 'no sentence' }
  /** Its adoption came with a file, and no facilitator has said that it is theirs. */
  | { readonly kind: 'unclaimed' }
  /** The page is not the one that somebody has looked at, or it was withdrawn meanwhile. */
  | { readonly kind: 'edited' }
  | { readonly kind: 'too many' }

/** The page that somebody has looked at. Left out: whatever it is now. */
export interface SeenPage {
  /** Of the texts. */
  readonly revision?: string | undefined
  /** Of the whole page. */
  readonly seen?: string | undefined
}

/** An emblem is shown 56 px high, and as large as twelve times as wide on sharp screens. Not measured. */
const emblemSide = 640
const emblemFile = 'emblem'

/** The purpose pages of all boards. */
export class PurposePages {
  readonly #tools: PurposePagesTools
  readonly #previews: Previews
  readonly views: ViewCounter

  constructor(tools: PurposePagesTools) {
    this.#tools = tools
    this.#previews = new Previews(tools.now)
    this.views = new ViewCounter(tools.store, tools.now, tools.failed)
  }

  async state(board: string, addressOf: (id: string) => string): Promise<PurposePageState> {
    const { store } = this.#tools
    await this.views.flush()
    const [page, views] = await Promise.all([store.purposePage(board), store.purposeViews(board)])
    const isPublished = page !== undefined && page.versions.length > 0 && page.withdrawn === null
    return {
      draft: mutableDraft(draftOf(page?.draft)),
      revision: revisionOf(page?.draft),
      emblem: page?.emblem != null,
      address: isPublished ? addressOf(page.id) : null,
      withdrawn: page?.withdrawn ?? null,
      versions: (page?.versions ?? []).map(({ number, at }) => ({ number, at })),
      views: views.map(({ day, count }) => ({ day, count })),
    }
  }

  /** Keeps a draft that was made from this revision, and returns its own. Undefined: somebody has saved another one since. */
  async saveDraft(board: string, draft: PurposeDraft, revision: string): Promise<string | undefined> {
    const { store } = this.#tools
    const before = (await store.purposePage(board))?.draft ?? null
    if (revisionOf(before) !== revision) return undefined
    const json = JSON.stringify(draft)
    return (await store.savePurposeDraft(board, newPageId(), json, before)) ? revisionOf(json) : undefined
  }

  /** Draws the picture anew and keeps it for the next version. Undefined when that is done. */
  async putEmblem(board: string, from: Sender, bytes: Uint8Array): Promise<EmblemProblem | undefined> {
    if (kindOf(bytes) === 'gif') return 'gif'
    const result = await this.#tools.decoder.decode(bytes, from, emblemSide)
    if (!result) return 'busy'
    if (!result.ok) return result.problem
    const { type, width, height, data } = result.photo
    const hash = createHash('sha256').update(data).digest('base64url')
    await this.#tools.store.putPurposeEmblem(board, newPageId(), { hash, type, width, height, data })
    return undefined
  }

  async removeEmblem(board: string): Promise<void> {
    await this.#tools.store.putPurposeEmblem(board, newPageId(), null)
  }

  /** The page as it would be now, and an address under which it can be seen. */
  async preview(board: string, order: PageOrder): Promise<PurposePreview> {
    const { store } = this.#tools
    const before = await store.purposePage(board)
    const { source, phrases, content, files, revision, seen } = await this.#make(board, order, null)
    const isWithdrawn = (await store.purposePage(board))?.withdrawn !== before?.withdrawn
    const token =
      content && !isWithdrawn ? this.#previews.add(board, order.from.participant, { content, files }) : null
    const { purpose, name, people } = source
    return {
      address: token === null ? null : previewAddress(token),
      revision,
      seen,
      sentence: purpose?.text ?? null,
      language: purpose?.language ?? order.language,
      name,
      people: people.map(({ id, who, needs }) => ({ id, who, needs: [...needs] })),
      offers: source.offers.map((offer) => ({ ...offer })),
      phrases: [...phrases],
      texts: content ? [...peopleWordsOf(content)] : [],
    }
  }

  /** The words that the board gives to its page now. */
  async source(board: string, order: PageOrder): Promise<PurposeOutcome['source']> {
    return (await this.#make(board, order, null)).source
  }

  async publish(
    board: string,
    order: PageOrder,
    addressOf: (id: string) => string,
    looked: SeenPage = {},
  ): Promise<PublishOutcome> {
    const { withdrawn } = await this.#begun(board)
    return this.#publish(board, { order, addressOf, looked, withdrawn })
  }

  async #publish(
    board: string,
    publication: {
      readonly order: PageOrder
      readonly addressOf: (id: string) => string
      readonly looked: SeenPage
      /** As it was when somebody pressed: a page that was withdrawn since stays so. */
      readonly withdrawn: number | null
    },
  ): Promise<PublishOutcome> {
    const { store, now } = this.#tools
    const { order, addressOf, looked, withdrawn } = publication
    const { id, versions, withdrawn: since } = await this.#begun(board)
    if (since !== withdrawn) return { kind: 'edited' }
    const number = (versions.at(-1)?.number ?? 0) + 1
    if (number > purposeLimits.versions) return { kind: 'too many' }
    const made = await this.#make(board, order, { number, address: addressOf(id) })
    const { content, files, revision, seen } = made
    if ((looked.revision ?? revision) !== revision) return { kind: 'edited' }
    if (!content) return { kind: 'no sentence' }
    if (isUnclaimed(content.purpose)) return { kind: 'unclaimed' }
    if ((looked.seen ?? seen) !== seen) return { kind: 'edited' }
    const version = { number, at: now(), content: JSON.stringify(content), files, withdrawn }
    // Another facilitator has published or withdrawn it meanwhile: the sheets of paper name the number.
    if (!(await store.publishPurpose(board, version))) return this.#publish(board, publication)
    return { kind: 'published', id, number }
  }

  async withdraw(board: string): Promise<boolean> {
    const isWithdrawn = await this.#tools.store.withdrawPurpose(board, this.#tools.now())
    this.#previews.dropOf(board)
    return isWithdrawn
  }

  find(id: string, number: number | null): Promise<PublishedPurpose | null | undefined> {
    return this.#tools.store.findPurpose(id, number)
  }

  file(id: string, number: number | null, name: string): Promise<PurposeFile | null | undefined> {
    return this.#tools.store.purposeFile(id, number, name)
  }

  findPreview(token: string): Preview | undefined {
    return this.#previews.find(token)
  }

  async close(): Promise<void> {
    await this.views.flush()
  }

  /** The page of the board, which has its address from now on. */
  async #begun(board: string): Promise<PurposePageRow> {
    const { store } = this.#tools
    const page = await store.purposePage(board)
    if (page) return page
    await store.savePurposeDraft(board, newPageId(), noTexts, null)
    return this.#begun(board)
  }

  /** Those of the board's stories that somebody chose for its page. A story may have lost its picture since. */
  async #pictures(board: string, { shown }: PurposeDraft): Promise<PurposeJob['pictures']> {
    if (!shown.some(isPhotoId)) return {}
    const told = new Set(await this.#tools.storyPhotos(board))
    const chosen = shown.filter((id) => told.has(id)).slice(0, purposeLimits.pictures)
    const found = await Promise.all(
      chosen.map(async (id) => [id, (await this.#tools.store.readPhoto(board, id))?.data] as const),
    )
    return Object.fromEntries(found.flatMap(([id, data]) => (data ? [[id, data]] : [])))
  }

  async #make(
    board: string,
    { from, participants, zone }: PageOrder,
    paper: PurposeJob['paper'],
  ): Promise<
    PurposeOutcome & {
      readonly files: readonly PurposeFile[]
      readonly revision: string
      readonly seen: string
    }
  > {
    const { store, renderer, snapshot, newFolder, now } = this.#tools
    const [page, emblem, update, askings] = await Promise.all([
      store.purposePage(board),
      store.draftEmblem(board),
      snapshot(board),
      store.publicAskingsOf(board),
    ])
    const draft = draftOf(page?.draft)
    const pictures = await this.#pictures(board, draft)
    const folder = await newFolder()
    try {
      const job: PurposeJob = {
        kind: 'purpose',
        update,
        draft,
        emblem: emblem ?? null,
        pictures,
        strangers: recognisedIn(askings),
        participants,
        now: now(),
        zone,
        paper,
      }
      await renderer.exportTo({ path: folder, job, onProgress: () => {} }, from)
      const outcome = JSON.parse(await readFile(join(folder, purposeOutput.page), 'utf8')) as PurposeOutcome
      const files = outcome.content ? await filesOf(folder, outcome.content, emblem, paper !== null) : []
      const revision = revisionOf(page?.draft)
      return { ...outcome, files, revision, seen: seenOf(outcome.content, [revision, emblem?.hash]) }
    } finally {
      await rm(folder, { recursive: true, force: true }).catch(this.#tools.failed)
    }
  }
}

async function filesOf(
  folder: string,
  content: PurposeContent,
  emblem: PurposeEmblem | undefined,
  hasPaper: boolean,
): Promise<readonly PurposeFile[]> {
  const read = async (name: string, type: string): Promise<PurposeFile> => ({
    name,
    type,
    data: await readFile(join(folder, name)),
  })
  const languages = hasPaper ? languagesOf(content) : []
  const sheets = languages.flatMap((language) => [
    purposeOutput.paper(language),
    ...takeAways.map((what) => purposeOutput.takeAway(language, what)),
  ])
  return [
    await read(purposeOutput.serif, 'font/woff2'),
    ...(await Promise.all(
      sheets.map(async (name) => read(name, name.endsWith('.png') ? 'image/png' : 'application/pdf')),
    )),
    ...(await Promise.all(picturesOn(content).map(async (id) => read(pictureFile(id), 'image/jpeg')))),
    ...(emblem ? [{ name: emblemFile, type: emblem.type, data: emblem.data }] : []),
  ]
}

/** 21 characters of 64: 126 bits. Whoever knows it can read the page, and nobody finds it. */
function newPageId(): string {
  return nanoid()
}

/** Stored when a page is begun: its revision is that of a page that nobody has begun. */
const noTexts = JSON.stringify(emptyDraft)

/** Tells two drafts apart. */
function revisionOf(json: string | null | undefined): string {
  return createHash('sha256')
    .update(json ?? noTexts)
    .digest('base64url')
    .slice(0, 22)
}

/** Tells two pages apart, but for the counts of people and notes and for whose days are written. */
function seenOf(content: PurposeContent | null, others: readonly unknown[]): string {
  const { story, zone: _, ...shown } = content ?? ({} as Partial<PurposeContent>)
  return createHash('sha256')
    .update(JSON.stringify([shown, story?.first, others]))
    .digest('base64url')
    .slice(0, 22)
}

function draftOf(json: string | null | undefined): PurposeDraft {
  return json == null ? emptyDraft : { ...emptyDraft, ...(JSON.parse(json) as PurposeDraft) }
}

function mutableDraft(draft: PurposeDraft): PurposePageState['draft'] {
  return structuredClone(draft) as PurposePageState['draft']
}

export function pageAddress(id: string): string {
  return `/purpose/${id}`
}

export function askingAddress(id: string): string {
  return `/purpose/asked/${id}`
}

function previewAddress(token: string): string {
  return `/purpose/preview/${token}`
}

/** How a page is asked for. */
export interface PageReader {
  /** The path of the product at its host. */
  readonly basePath: string
  /** The beginning of addresses for readers elsewhere. Null: the host has not said it. */
  readonly publicUrl: string | null
  /** The language that the address names. */
  readonly wanted: Language | null
  readonly fallback: Language
  /** The key with which this server signs evidence, in brief. Absent in a preview. */
  readonly key?: string
}

export interface ReadDocument extends PurposeDocument {
  readonly language: Language
  /** The page for somebody's first day. Undefined: nothing was chosen for it. */
  readonly welcome: () => PurposeDocument | undefined
}

/** The document of a published version. */
export function publishedDocument(
  id: string,
  { number, at, content, versions }: PublishedPurpose,
  { basePath, publicUrl, wanted, fallback, key }: PageReader,
): ReadDocument {
  const read = JSON.parse(content) as PurposeContent
  const languages = languagesOf(read)
  const language = languageFor(languages, wanted, fallback)
  const newest = basePath + pageAddress(id)
  const isNewest = number === versions.at(-1)?.number
  const own = isNewest ? newest : `${newest}/v/${number}`
  const addresses: PageAddresses = {
    serif: `${newest}/v/${number}/${purposeOutput.serif}`,
    picture: (name) => `${newest}/v/${number}/${pictureFile(name)}`,
    emblem: read.emblem ? `${newest}/v/${number}/${emblemFile}` : null,
    paper: `${own}.pdf?lang=${language}`,
    inLanguage: (other) => `${own}?lang=${other}`,
    version: (other) => `${newest}/v/${other}${wanted ? `?lang=${wanted}` : ''}`,
    newest: `${newest}${wanted ? `?lang=${wanted}` : ''}`,
    welcome: `${own}/welcome?lang=${language}`,
    own: `${own}?lang=${language}`,
    file: (name) => `${newest}/v/${number}/${name}`,
    ...(key !== undefined && { key: { brief: key, address: `${basePath}/evidence-key` } }),
    abroad: publicUrl === null ? null : (name) => `${publicUrl}${pageAddress(id)}/v/${number}/${name}`,
  }
  const version: PurposeVersion = { number, at }
  const facts = { language, addresses, version, versions }
  const inWelcome = { ...addresses, inLanguage: (other: Language) => `${own}/welcome?lang=${other}` }
  return {
    ...purposeHtml(read, facts),
    language,
    welcome: () => welcomeHtml(read, { ...facts, addresses: inWelcome }),
  }
}

export function previewDocument(
  token: string,
  content: PurposeContent,
  { basePath, wanted, fallback }: PageReader,
): ReadDocument {
  const language = languageFor(languagesOf(content), wanted, fallback)
  const own = basePath + previewAddress(token)
  const addresses: PageAddresses = {
    serif: `${own}/${purposeOutput.serif}`,
    picture: (name) => `${own}/${pictureFile(name)}`,
    emblem: content.emblem ? `${own}/${emblemFile}` : null,
    paper: null,
    inLanguage: (other) => `${own}?lang=${other}`,
    version: () => own,
    newest: own,
    welcome: `${own}/welcome?lang=${language}`,
    own: `${own}?lang=${language}`,
    file: null,
    abroad: null,
  }
  const facts = { language, addresses, version: null, versions: [] }
  return { ...purposeHtml(content, facts), language, welcome: () => welcomeHtml(content, facts) }
}

function languageFor(languages: readonly Language[], wanted: Language | null, fallback: Language): Language {
  const [first = fallback] = languages
  return [wanted, fallback].find((each) => each !== null && languages.includes(each)) ?? first
}
