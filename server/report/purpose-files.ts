import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import * as Y from 'yjs'
import { isPhotoId } from '#shared/board/photo.ts'
import type { ReportActivities } from '../board-file/account.ts'
import {
  languagesOf,
  picturesOn,
  purposeContent,
  purposeSource,
  saidIn,
} from '../board-file/purpose-content.ts'
import type { PurposeContent } from '../board-file/purpose-content.ts'
import { livingWords } from '../board-file/purpose-living.ts'
import { sentenceOrigins } from '../board-file/lineage-account.ts'
import { snapshotOf } from '../board-file/snapshot.ts'
import { serifFor } from './cut-font.ts'
import { pictureFile, purposeOutput, takeAways, type PurposeOutcome } from './purpose-output.ts'
import { takeAway } from './take-away.ts'
import { purposePdf } from './purpose-pdf.ts'
import { purposeWords } from './purpose-words.ts'
import type { PurposeJob } from './renderer.ts'

/** Makes what a purpose page is made of, as files in a folder. */
export async function writePurposeFiles(
  job: PurposeJob,
  folder: string,
  { accountOf }: ReportActivities,
): Promise<void> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, job.update)
  const board = snapshotOf(doc)
  doc.destroy()
  // A picture without bytes is not shown.
  const shown = job.draft.shown.filter((id) => !isPhotoId(id) || Object.hasOwn(job.pictures, id))
  const source = purposeSource(board, accountOf(board, job), { shown, strangers: job.strangers })
  const emblem = job.emblem && { type: job.emblem.type, width: job.emblem.width, height: job.emblem.height }
  const origins = sentenceOrigins(board)
  const content = purposeContent(source, job.draft, { origins, emblem, zone: job.zone }) ?? null
  const write = async (name: string, data: string | Uint8Array): Promise<void> =>
    writeFile(join(folder, name), data)
  await mkdir(folder, { recursive: true })
  await write(
    purposeOutput.page,
    JSON.stringify({ source, phrases: origins.phrases, content } satisfies PurposeOutcome),
  )
  if (!content) return
  for (const id of picturesOn(content)) await write(pictureFile(id), await webPicture(job.pictures[id]))
  await write(purposeOutput.serif, await serifFor(lettersOf(content)))
  if (!job.paper) return
  const { number, address } = job.paper
  for (const language of languagesOf(content)) {
    const facts = { language, number, at: job.now, address, emblem: job.emblem?.data ?? null }
    await write(purposeOutput.paper(language), await purposePdf(content, facts))
    for (const what of takeAways)
      await write(purposeOutput.takeAway(language, what), await takeAway(content, what, facts))
  }
}

/** Twice as wide as a column of text. Hard to tell from better quality. Not measured. */
const pictureWidth = 1_200
const pictureQuality = 78

/** As small as the page shows it. A damaged picture stops no publication: it becomes a grey sheet. */
async function webPicture(bytes: Uint8Array | undefined): Promise<Uint8Array> {
  try {
    return await sharp(bytes)
      .resize({ width: pictureWidth, withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: pictureQuality })
      .toBuffer()
  } catch {
    return sharp({ create: { width: 16, height: 9, channels: 3, background: '#d9d4c7' } })
      .jpeg()
      .toBuffer()
  }
}

/** All words that the page sets in the serif. */
function lettersOf(content: PurposeContent): string {
  const { purpose, meanings, people, principles, living, story } = content
  const languages = languagesOf(content)
  const titles = languages
    .map(purposeWords)
    .flatMap((words) => [
      words.meanings,
      words.phrases,
      words.people,
      words.principles,
      words.promises,
      words.story,
      words.promised.title,
      words.cases,
      words.stories,
      words.strangers,
      words.welcome,
      words.heldTo,
      ...Object.values(words.firstDays),
    ])
  const written = [
    purpose.text,
    ...meanings.map(({ phrase }) => phrase),
    ...people.map(({ who }) => who),
    ...principles.flatMap(({ choice, over }) => [choice, over]),
    story.first ?? '',
    ...(living ? livingWords(living) : []),
  ].flatMap((text) => languages.map((language) => saidIn(content, language, text).text))
  // A name begins with a capital on the page, and principles are counted.
  return [...titles, ...written, ...written.map((text) => text.toUpperCase()), '0123456789'].join(' ')
}
