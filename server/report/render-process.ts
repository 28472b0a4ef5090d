import { writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import type { FileRemarks } from '#shared/wire/http.ts'
import { renderExport } from './render.ts'
import type { ReportActivities } from '../board-file/account.ts'
import type { IsPlayable, ReadKeptStates } from './board-import.ts'
import type { RenderMessage, RenderRequest } from './render-child.ts'

/** All that the process knows of the activities. Each part loads what it needs. */
export interface RenderActivities {
  readonly forReports: () => Promise<ReportActivities>
  readonly playable: () => Promise<IsPlayable>
  readonly keptStates: () => Promise<ReadKeptStates>
}

/**
 * Runs one job in this process and ends it. One message starts the job, and the process answers by messages. Its fonts,
 * its compiler and its memory end with it.
 */
export function answerRenderRequest(activities: RenderActivities): void {
  process.once('message', (request: RenderRequest) => void answer(request, activities))
  // The server has ended, and nobody waits for the file.
  process.once('disconnect', () => process.exit(1))
}

async function answer(request: RenderRequest, activities: RenderActivities): Promise<void> {
  await yieldToRelay()
  const message = await work(request, activities).catch((error: unknown): RenderMessage => ({
    kind: 'failed',
    reason: reasonOf(error),
  }))
  // Exits at once instead of waiting for the loop to drain: native threads of the compiler would hold it.
  process.send?.(message, () => process.exit(0))
}

/** Gives the relay priority for the processor, and when memory runs out. */
async function yieldToRelay(): Promise<void> {
  // A process of ordinary priority gets some three times as much of the same core. Not measured.
  setPriority(5)
  // Linux ends this process before any other. Other systems have no such file.
  await writeFile('/proc/self/oom_score_adj', '1000').catch(() => {})
}

async function work(
  { job, path }: RenderRequest,
  { forReports, playable, keptStates }: RenderActivities,
): Promise<RenderMessage> {
  if (job.kind === 'copy') {
    const { readBoardFile } = await import('./board-import.ts')
    return {
      kind: 'imported',
      board: readBoardFile(job.file, await playable(), job.isRehearsal, await keptStates(), job.states),
    }
  }
  if (job.kind === 'import') {
    const { importBoard } = await import('./photo-import.ts')
    return {
      kind: 'imported',
      board: await importBoard(job, undefined, await playable(), await keptStates()),
    }
  }
  if (job.kind === 'carry') {
    const { carryBoard } = await import('./carry-board.ts')
    return {
      kind: 'imported',
      board: await carryBoard(job, await playable(), await keptStates(), await forReports()),
    }
  }
  if (path === null) throw new Error('an export needs a path')
  const onProgress = (progress: number): void => {
    process.send?.({ kind: 'progress', progress } satisfies RenderMessage)
  }
  if (job.kind === 'purpose') {
    const { writePurposeFiles } = await import('./purpose-files.ts')
    await writePurposeFiles(job, path, await forReports())
    return { kind: 'written' }
  }
  let remarks: FileRemarks | undefined
  const onRemarks = (found: FileRemarks): void => void (remarks = found)
  const bytes = await renderExport(job, { activities: forReports, onProgress, onRemarks })
  await writeFile(path, bytes)
  return { kind: 'written', ...(remarks && { remarks }) }
}

/** A reason for the log. Quoted parts are left out: a message may quote people's text. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return `${error.name}: ${error.message.replaceAll(/["'`].*["'`]/gs, '…').slice(0, 300)}`
}
