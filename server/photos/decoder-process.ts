import { writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import type { DecodeAnswer, DecodeRequest } from './decoder.ts'
import { redrawPhoto } from './redraw-photo.ts'

/**
 * The process that decodes uploaded photos, one after the other. A fault in a decoder ends this process and
 * frees its memory.
 */
process.on('message', (request: DecodeRequest) => void answer(request))
// The server is gone: nobody waits for the photo.
process.once('disconnect', () => process.exit(1))

// The relay comes first: for the processor, and when memory runs out.
setPriority(5)
// Linux ends this process before any other. Other systems have no such file.
await writeFile('/proc/self/oom_score_adj', '1000').catch(() => {})

async function answer({ bytes, pixels, side }: DecodeRequest): Promise<void> {
  const result: DecodeAnswer = await redrawPhoto(bytes, { pixels, side })
  process.send?.(result)
}
