import type { ReplayScene } from '../../panels/host/scenes.ts'
import { writeWords } from './words.ts'

/** Private writing in a replay: when it began, ended and was revealed. */
export const replayOfWriting: ReplayScene = {
  sentence: ({ kind }) =>
    kind === 'privateBegan' || kind === 'revealed' || kind === 'privateEnded'
      ? writeWords.t(`moment.${kind}`)
      : undefined,
}
